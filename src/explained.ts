/** An error whose words are ours, for whoever runs the process: they say what to do and hold no secret. */
export class Explained extends Error {}

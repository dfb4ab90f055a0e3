// Loaded into each Playground before its own code: when the demo is gone, however it went, so is the Playground.
process.on('disconnect', () => process.exit(0));

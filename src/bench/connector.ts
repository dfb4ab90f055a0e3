import { startTeamsConnector } from './teams-connector/connector';

/** Teams' side of the wire, of which only is asked how much it has received. */
export interface CountingConnector {
  readonly serviceUrl: string;
  readonly received: number;
  close(): Promise<void>;
}

export async function startConnector(): Promise<CountingConnector> {
  let received = 0;
  const onArrival = () => void (received += 1);
  const { serviceUrl, close } = await startTeamsConnector({ forgetful: true, onArrival });
  return {
    serviceUrl,
    close,
    get received() {
      return received;
    },
  };
}

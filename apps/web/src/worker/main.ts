import { PROTOCOL, serverMessageSchema } from '@netkaart/protocol';
self.onmessage = (event: MessageEvent) => {
  self.postMessage({
    echo: event.data,
    protocol: PROTOCOL,
    ok: serverMessageSchema.safeParse({ type: 'pong', now: 1 }).success,
    loc: self.location.href,
  });
};

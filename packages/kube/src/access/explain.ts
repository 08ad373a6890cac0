import { clean } from '../prune/fields.js';

const BY_CODE: Readonly<Record<string, (host: string) => string>> = {
  ECONNREFUSED: (host) => `${host} refuses connections. Is the API server running?`,
  ENOTFOUND: (host) => `There is no host ${host}. Check clusters[].cluster.server of the kubeconfig.`,
  EAI_AGAIN: (host) => `The name ${host} can't be looked up now.`,
  ETIMEDOUT: (host) => `${host} does not answer.`,
  EHOSTUNREACH: (host) => `There is no route to ${host}.`,
  ENETUNREACH: (host) => `There is no network to ${host}.`,
  ECONNRESET: (host) => `${host} broke the connection.`,
  EPIPE: (host) => `${host} broke the connection.`,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: (host) => `The certificate of ${host} has expired.`,
  ERR_TLS_CERT_ALTNAME_INVALID: (host) =>
    `The certificate of ${host} is for another name; see tls-server-name in the kubeconfig.`,
};

/** A failed connection in words, with what to look at. */
export function explain(error: Error, host: string): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return (
    BY_CODE[code]?.(host) ?? `No answer from ${host}: ${clean(error.message).slice(0, 200)}${code && ` (${code})`}`
  );
}

function untrusted(host: string): string {
  return `The certificate of ${host} is not signed by the certificate authority of the kubeconfig.`;
}

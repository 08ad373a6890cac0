/** What a kubeconfig says: one server, one user with a bearer token, one context that joins them. */
export interface Access {
  context: string;
  url: string;
  ca: string;
  user: string;
  token: string;
}

/** The text of a kubeconfig with this one context, which is the current one. */
export function kubeconfigText({ context, url, ca, user, token }: Access): string {
  return `apiVersion: v1
kind: Config
current-context: ${context}
clusters:
  - name: real
    cluster:
      server: ${url}
      certificate-authority-data: ${Buffer.from(ca).toString('base64')}
users:
  - name: ${user}
    user:
      token: ${token}
contexts:
  - name: ${context}
    context:
      cluster: real
      user: ${user}
`;
}

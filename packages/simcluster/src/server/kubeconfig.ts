/** What a kubeconfig needs to know of one server. */
export interface Access {
  readonly name: string;
  readonly url: string;
  /** PEM. */
  readonly ca: string;
  readonly token: string;
}

/** A kubeconfig (YAML) with one cluster, user and context per server, each named like the cluster; the first is current. */
export function kubeconfigFor(servers: readonly Access[]): string {
  const lines = [
    'apiVersion: v1',
    'kind: Config',
    `current-context: ${servers[0]?.name ?? '""'}`,
    'clusters:',
    ...servers.flatMap(({ name, url, ca }) => [
      `- name: ${name}`,
      '  cluster:',
      `    server: ${url}`,
      `    certificate-authority-data: ${Buffer.from(ca).toString('base64')}`,
    ]),
    'users:',
    ...servers.flatMap(({ name, token }) => [`- name: ${name}`, '  user:', `    token: ${token}`]),
    'contexts:',
    ...servers.flatMap(({ name }) => [`- name: ${name}`, '  context:', `    cluster: ${name}`, `    user: ${name}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** The text of a kubeconfig with one cluster, user and context per name, as JSON (which is YAML). */
export function kubeconfigText(
  contexts: Readonly<Record<string, { readonly server?: string; readonly cluster?: object; readonly user?: object }>>,
  current?: string,
): string {
  const names = Object.keys(contexts);
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': current ?? names[0],
    clusters: names.map((name) => ({
      name,
      cluster: { server: contexts[name]!.server ?? 'https://127.0.0.1:6443', ...contexts[name]!.cluster },
    })),
    users: names.map((name) => ({ name, user: contexts[name]!.user ?? {} })),
    contexts: names.map((name) => ({ name, context: { cluster: name, user: name } })),
  });
}

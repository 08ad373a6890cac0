/** For the Prisma CLI only (generate, migrate diff); the app reads neither this file nor the URL in it. */
export default {
  schema: 'schema.prisma',
  migrations: { path: 'migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgresql://localhost:5432/netkaart' },
};

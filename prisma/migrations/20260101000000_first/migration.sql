-- The store's first shape. Times are ms since 1970 (bigint): reading them costs no conversion of zones or dates.

CREATE TYPE "change_op" AS ENUM ('add', 'update', 'delete');

CREATE TABLE "cluster" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL,
    "kube_system_uid" TEXT,
    "version" TEXT NOT NULL DEFAULT '',
    "epoch" BIGINT NOT NULL,
    "head_seq" BIGINT NOT NULL DEFAULT 0,
    "proven_at" BIGINT,
    "created_at" BIGINT NOT NULL,

    CONSTRAINT "cluster_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "cluster_slug_key" ON "cluster"("slug");

-- "body" is json, not jsonb: it keeps the order of the fields (records of a kind share one shape), takes every string
-- that JavaScript can hold, and is written without being parsed into a tree. No foreign key: each commit moves the head
-- in the cluster's row anyway, so the row is known to exist.
CREATE TABLE "change" (
    "cluster_id" INTEGER NOT NULL,
    "epoch" BIGINT NOT NULL,
    "seq" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "observed_at" BIGINT NOT NULL,
    "event_at" BIGINT,
    "kind" TEXT NOT NULL,
    "uid" TEXT NOT NULL,
    "op" "change_op" NOT NULL,
    "body" JSON,
    "window_from" BIGINT,
    "window_to" BIGINT,

    CONSTRAINT "change_pkey" PRIMARY KEY ("cluster_id", "epoch", "seq", "day")
) PARTITION BY RANGE ("day");

CREATE TABLE "keyframe" (
    "cluster_id" INTEGER NOT NULL,
    "epoch" BIGINT NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "encoding" TEXT NOT NULL,
    "objects" INTEGER NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "keyframe_pkey" PRIMARY KEY ("cluster_id", "epoch", "seq")
);
-- Compressed already: do not try again.
ALTER TABLE "keyframe" ALTER COLUMN "body" SET STORAGE EXTERNAL;

CREATE TABLE "resume_point" (
    "cluster_id" INTEGER NOT NULL,
    "resource" TEXT NOT NULL,
    "resource_version" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "resume_point_pkey" PRIMARY KEY ("cluster_id", "resource")
);

CREATE TABLE "gap" (
    "id" SERIAL NOT NULL,
    "cluster_id" INTEGER NOT NULL,
    "epoch" BIGINT NOT NULL,
    "from_at" BIGINT NOT NULL,
    "to_at" BIGINT,
    "reason" TEXT NOT NULL,

    CONSTRAINT "gap_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "gap_cluster_id_from_at_idx" ON "gap"("cluster_id", "from_at");

CREATE TABLE "activity" (
    "cluster_id" INTEGER NOT NULL,
    "minute" INTEGER NOT NULL,
    "nodes" INTEGER NOT NULL,
    "pods" INTEGER NOT NULL,
    "services" INTEGER NOT NULL,
    "policies" INTEGER NOT NULL,
    "routes" INTEGER NOT NULL,
    "problems" INTEGER NOT NULL,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("cluster_id", "minute")
);

CREATE TABLE "place" (
    "cluster_id" INTEGER NOT NULL,
    "group" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "slot" INTEGER NOT NULL,

    CONSTRAINT "place_pkey" PRIMARY KEY ("cluster_id", "group", "key")
);

ALTER TABLE "keyframe" ADD CONSTRAINT "keyframe_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "resume_point" ADD CONSTRAINT "resume_point_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "gap" ADD CONSTRAINT "gap_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "activity" ADD CONSTRAINT "activity_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "place" ADD CONSTRAINT "place_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

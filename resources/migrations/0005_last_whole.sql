-- When a source last told its lists whole: only that proves that something is gone. Beside the log, like last_read.

ALTER TABLE "source" ADD COLUMN "last_whole" TEXT;

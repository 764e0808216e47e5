-- When a source last told each of its tables whole: only that proves that something is gone. Beside the log, like last_read.

ALTER TABLE "source" ADD COLUMN "told_whole" TEXT;

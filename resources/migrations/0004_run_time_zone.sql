-- Where the hours of a run are read: what was chosen for it, whatever the person's record says later.
ALTER TABLE "run" ADD COLUMN "time_zone" TEXT;

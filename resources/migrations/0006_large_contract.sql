-- Above this value a year a contract is decided 60 days before the last day to cancel, not 30.

ALTER TABLE "company" ADD COLUMN "large_contract" INTEGER;
ALTER TABLE "company" ADD COLUMN "large_contract_currency" TEXT;

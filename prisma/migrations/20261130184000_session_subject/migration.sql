-- AlterEnum
ALTER TYPE "BudgetSubject" ADD VALUE 'session';

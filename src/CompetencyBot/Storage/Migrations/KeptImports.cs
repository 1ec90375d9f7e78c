using Microsoft.EntityFrameworkCore.Migrations;

namespace CompetencyBot.Storage.Migrations;

/// <summary>What was imported before there were snapshots is the first snapshot of its kind. The SQL is the same for both databases.</summary>
internal static class KeptImports
{
    private static readonly (string Kind, string Table)[] Tables =
    [
        ("People", "People"),
        ("TrainingCompletions", "Training"),
        ("CompetencyPerformanceRequirement", "Performance"),
        ("CompetencySummaryHistory", "History"),
        ("Membership", "Memberships"),
        ("CapabilityMetrics", "Capabilities"),
    ];

    public static void Carry(MigrationBuilder migration)
    {
        migration.Sql("""
            INSERT INTO "EvidenceSnapshots" ("Kind", "RunId", "Source", "Name", "Sha256", "ReaderVersion", "ImportedAt", "AsOf", "Rows", "AssociationsKnown", "State")
            SELECT "Kind", '00000000-0000-0000-0000-000000000000', 'Folder', "Name", "Sha256", "ReaderVersion", "ImportedAt", "ImportedAt", "Rows", "AssociationsKnown", 'Present'
            FROM "ImportedFiles"
            """);
        migration.Sql("""INSERT INTO "FolderMarks" ("Kind", "Sha256", "At") SELECT "Kind", "Sha256", "ImportedAt" FROM "ImportedFiles" """);
        migration.Sql("""UPDATE "ImportRuns" SET "Source" = 'Folder', "State" = CASE WHEN "Changed" THEN 'Applied' ELSE 'Unchanged' END, "AppliedAt" = "At" """);
        foreach (var (kind, table) in Tables)
            migration.Sql($"""UPDATE "{table}" SET "SnapshotId" = (SELECT "Id" FROM "EvidenceSnapshots" WHERE "Kind" = '{kind}')""");
    }
}

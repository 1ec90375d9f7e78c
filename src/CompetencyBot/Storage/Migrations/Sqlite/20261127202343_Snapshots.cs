using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CompetencyBot.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Snapshots : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "SnapshotId",
                table: "Training",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "SnapshotId",
                table: "Performance",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "SnapshotId",
                table: "People",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "SnapshotId",
                table: "Memberships",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "AppliedAt",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "By",
                table: "ImportRuns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DecidedBy",
                table: "ImportRuns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DryRun",
                table: "ImportRuns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RowsInAll",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "RowsSoFar",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "ImportRuns",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "State",
                table: "ImportRuns",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "UndoneAt",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SnapshotId",
                table: "History",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "SnapshotId",
                table: "Capabilities",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "AddBatches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AddBatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AddedPeople",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Line = table.Column<int>(type: "INTEGER", nullable: false),
                    UserPrincipalName = table.Column<string>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", nullable: false),
                    GivenName = table.Column<string>(type: "TEXT", nullable: true),
                    Surname = table.Column<string>(type: "TEXT", nullable: true),
                    Manager = table.Column<string>(type: "TEXT", nullable: true),
                    UsageLocation = table.Column<string>(type: "TEXT", nullable: true),
                    Language = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    ObjectId = table.Column<string>(type: "TEXT", nullable: true),
                    Password = table.Column<byte[]>(type: "BLOB", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AddedPeople", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DirectoryStates",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    DeltaLink = table.Column<string>(type: "TEXT", nullable: true),
                    DeltaAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SyncedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LeasedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    RefreshedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Problem = table.Column<string>(type: "TEXT", nullable: true),
                    LeftOut = table.Column<string>(type: "TEXT", nullable: true),
                    SubscriptionId = table.Column<string>(type: "TEXT", nullable: true),
                    SubscribedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    SubscriptionSecret = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DirectoryStates", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "DirectoryUsers",
                columns: table => new
                {
                    ObjectId = table.Column<string>(type: "TEXT", nullable: false),
                    UserPrincipalName = table.Column<string>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", nullable: true),
                    Mail = table.Column<string>(type: "TEXT", nullable: true),
                    IsPerson = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsAdmin = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsManager = table.Column<bool>(type: "INTEGER", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: true),
                    ManagerObjectId = table.Column<string>(type: "TEXT", nullable: true),
                    TimeZone = table.Column<string>(type: "TEXT", nullable: true),
                    WorkingHours = table.Column<string>(type: "TEXT", nullable: true),
                    WorkingDays = table.Column<string>(type: "TEXT", nullable: true),
                    MailboxReadAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LeavesOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DisabledOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    RemovedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Removal = table.Column<string>(type: "TEXT", nullable: true),
                    HeldIn = table.Column<Guid>(type: "TEXT", nullable: true),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DirectoryUsers", x => x.ObjectId);
                });

            migrationBuilder.CreateTable(
                name: "DirectoryWaves",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FoundAt = table.Column<long>(type: "INTEGER", nullable: false),
                    People = table.Column<int>(type: "INTEGER", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", nullable: true),
                    HaveLeft = table.Column<bool>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DirectoryWaves", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ErasedPeople",
                columns: table => new
                {
                    AddressHash = table.Column<string>(type: "TEXT", nullable: false),
                    ErasedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErasedPeople", x => x.AddressHash);
                });

            migrationBuilder.CreateTable(
                name: "EvidenceSnapshots",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    ReaderVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    ImportedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AsOf = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows = table.Column<int>(type: "INTEGER", nullable: false),
                    AssociationsKnown = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    ReplacedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Replaces = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EvidenceSnapshots", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FolderMarks",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FolderMarks", x => x.Kind);
                });

            migrationBuilder.CreateTable(
                name: "FormerCounts",
                columns: table => new
                {
                    Month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    People = table.Column<int>(type: "INTEGER", nullable: false),
                    Passes = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormerCounts", x => x.Month);
                });

            migrationBuilder.CreateTable(
                name: "InsightsDatasets",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    Step = table.Column<string>(type: "TEXT", nullable: false),
                    QueryId = table.Column<string>(type: "TEXT", nullable: true),
                    ReportId = table.Column<string>(type: "TEXT", nullable: true),
                    OrderedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CompletedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    IntervalHours = table.Column<int>(type: "INTEGER", nullable: true),
                    Rows = table.Column<int>(type: "INTEGER", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", nullable: true),
                    Detail = table.Column<string>(type: "TEXT", nullable: true),
                    ProblemSince = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InsightsDatasets", x => x.Kind);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Training_SnapshotId",
                table: "Training",
                column: "SnapshotId");

            migrationBuilder.CreateIndex(
                name: "IX_Performance_SnapshotId",
                table: "Performance",
                column: "SnapshotId");

            migrationBuilder.CreateIndex(
                name: "IX_People_SnapshotId",
                table: "People",
                column: "SnapshotId");

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_SnapshotId",
                table: "Memberships",
                column: "SnapshotId");

            migrationBuilder.CreateIndex(
                name: "IX_ImportRuns_State",
                table: "ImportRuns",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_History_SnapshotId",
                table: "History",
                column: "SnapshotId");

            migrationBuilder.CreateIndex(
                name: "IX_Capabilities_SnapshotId",
                table: "Capabilities",
                column: "SnapshotId");

            migrationBuilder.CreateIndex(
                name: "IX_AddBatches_ExpiresAt",
                table: "AddBatches",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_AddedPeople_BatchId_Line",
                table: "AddedPeople",
                columns: new[] { "BatchId", "Line" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AddedPeople_UserPrincipalName",
                table: "AddedPeople",
                column: "UserPrincipalName");

            migrationBuilder.CreateIndex(
                name: "IX_DirectoryUsers_HeldIn",
                table: "DirectoryUsers",
                column: "HeldIn");

            migrationBuilder.CreateIndex(
                name: "IX_DirectoryUsers_UserPrincipalName",
                table: "DirectoryUsers",
                column: "UserPrincipalName");

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceSnapshots_Kind",
                table: "EvidenceSnapshots",
                column: "Kind",
                unique: true,
                filter: "\"State\" = 'Present'");

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceSnapshots_RunId",
                table: "EvidenceSnapshots",
                column: "RunId");

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceSnapshots_State",
                table: "EvidenceSnapshots",
                column: "State");

            KeptImports.Carry(migrationBuilder);
            migrationBuilder.DropTable(
                name: "ImportedFiles");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AddBatches");

            migrationBuilder.DropTable(
                name: "AddedPeople");

            migrationBuilder.DropTable(
                name: "DirectoryStates");

            migrationBuilder.DropTable(
                name: "DirectoryUsers");

            migrationBuilder.DropTable(
                name: "DirectoryWaves");

            migrationBuilder.DropTable(
                name: "ErasedPeople");

            migrationBuilder.DropTable(
                name: "EvidenceSnapshots");

            migrationBuilder.DropTable(
                name: "FolderMarks");

            migrationBuilder.DropTable(
                name: "FormerCounts");

            migrationBuilder.DropTable(
                name: "InsightsDatasets");

            migrationBuilder.DropIndex(
                name: "IX_Training_SnapshotId",
                table: "Training");

            migrationBuilder.DropIndex(
                name: "IX_Performance_SnapshotId",
                table: "Performance");

            migrationBuilder.DropIndex(
                name: "IX_People_SnapshotId",
                table: "People");

            migrationBuilder.DropIndex(
                name: "IX_Memberships_SnapshotId",
                table: "Memberships");

            migrationBuilder.DropIndex(
                name: "IX_ImportRuns_State",
                table: "ImportRuns");

            migrationBuilder.DropIndex(
                name: "IX_History_SnapshotId",
                table: "History");

            migrationBuilder.DropIndex(
                name: "IX_Capabilities_SnapshotId",
                table: "Capabilities");

            migrationBuilder.DropColumn(
                name: "SnapshotId",
                table: "Training");

            migrationBuilder.DropColumn(
                name: "SnapshotId",
                table: "Performance");

            migrationBuilder.DropColumn(
                name: "SnapshotId",
                table: "People");

            migrationBuilder.DropColumn(
                name: "SnapshotId",
                table: "Memberships");

            migrationBuilder.DropColumn(
                name: "AppliedAt",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "By",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "DecidedBy",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "DryRun",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "RowsInAll",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "RowsSoFar",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "State",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "UndoneAt",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "SnapshotId",
                table: "History");

            migrationBuilder.DropColumn(
                name: "SnapshotId",
                table: "Capabilities");

            migrationBuilder.CreateTable(
                name: "ImportedFiles",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    AssociationsKnown = table.Column<bool>(type: "INTEGER", nullable: false),
                    ImportedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    ReaderVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Rows = table.Column<int>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportedFiles", x => x.Kind);
                });
        }
    }
}

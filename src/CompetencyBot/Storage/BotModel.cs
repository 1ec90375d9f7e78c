using CompetencyBot.Domain.Evidence;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Storage;

/// <summary>Keys, indexes and what settles races, of each table of the one model.</summary>
internal static class BotModel
{
    public static void Build(ModelBuilder modelBuilder)
    {
        EvidenceTable<PersonRecord>(modelBuilder, "People");
        EvidenceTable<TrainingRecord>(modelBuilder, "Training");
        EvidenceTable<PerformanceRecord>(modelBuilder, "Performance");
        EvidenceTable<HistoryRecord>(modelBuilder, "History");
        EvidenceTable<MembershipRecord>(modelBuilder, "Memberships");
        EvidenceTable<CapabilityRecord>(modelBuilder, "Capabilities");
        modelBuilder.Entity<PersonRecord>().Ignore(person => person.Directory);
        ImportTables(modelBuilder);
        PeopleTables(modelBuilder);

        modelBuilder.Entity<KnownConversation>(conversation =>
        {
            conversation.HasKey(row => row.ConversationId);
            conversation.HasIndex(row => row.UserObjectId);
            conversation.HasIndex(row => row.TeamId);
        });
        modelBuilder.Entity<KnownUser>().HasKey(user => user.ObjectId);
        modelBuilder.Entity<SeenActivity>(seen =>
        {
            seen.HasKey(row => new { row.ConversationId, row.ActivityId });
            seen.HasIndex(row => row.SeenAt);
        });
        modelBuilder.Entity<OutboxMessage>(message =>
        {
            message.HasIndex(row => row.Key).IsUnique();
            message.HasIndex(row => new { row.State, row.DueAt });
            message.HasIndex(row => row.Batch);
        });
        modelBuilder.Entity<ReceivedFile>().HasIndex(file => file.At);
        WatchedTables(modelBuilder);
        AccountTables(modelBuilder);
        WishTables(modelBuilder);

        modelBuilder.Entity<StoredSetting>().HasKey(setting => setting.Key);
        modelBuilder.Entity<AuditEntry>().HasIndex(entry => entry.At);
        modelBuilder.Entity<JobBeat>().HasKey(beat => beat.Job);
        modelBuilder.Entity<SharedPace>(pace =>
        {
            pace.HasKey(row => row.Key);
            pace.HasIndex(row => row.UsedAt);
        });
    }

    private static void ImportTables(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<EvidenceSnapshot>(snapshot =>
        {
            snapshot.ToTable("EvidenceSnapshots");
            snapshot.HasIndex(row => row.Kind).IsUnique().HasFilter("\"State\" = 'Present'"); // both databases quote names so
            snapshot.HasIndex(row => row.RunId);
            snapshot.HasIndex(row => row.State);
        });
        modelBuilder.Entity<FolderMark>().HasKey(mark => mark.Kind);
        modelBuilder.Entity<ImportRun>(run =>
        {
            run.HasIndex(row => row.At);
            run.HasIndex(row => row.State);
        });
        modelBuilder.Entity<InsightsDataset>(dataset =>
        {
            dataset.HasKey(row => row.Kind);
            dataset.Property(row => row.Revision).IsConcurrencyToken();
        });
    }

    private static void PeopleTables(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DirectoryUser>(user =>
        {
            user.HasKey(row => row.ObjectId);
            user.HasIndex(row => row.UserPrincipalName);
            user.HasIndex(row => row.HeldIn);
        });
        modelBuilder.Entity<DirectoryState>(state =>
        {
            state.HasKey(row => row.Name);
            state.Property(row => row.Revision).IsConcurrencyToken();
        });
        modelBuilder.Entity<AddBatch>().HasIndex(batch => batch.ExpiresAt);
        modelBuilder.Entity<AddedPerson>(person =>
        {
            person.HasIndex(row => new { row.BatchId, row.Line }).IsUnique();
            person.HasIndex(row => row.UserPrincipalName);
        });
        modelBuilder.Entity<ErasedPerson>().HasKey(person => person.AddressHash);
        modelBuilder.Entity<FormerCount>().HasKey(count => count.Month);
    }

    private static void WatchedTables(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<WatchedRisk>(risk =>
        {
            risk.HasIndex(row => row.Key).IsUnique();
            risk.HasIndex(row => row.EscalateAt);

            // A scan must not write over what somebody said meanwhile, nor the other way round.
            risk.Property(row => row.AcknowledgedBy).IsConcurrencyToken();
            risk.Property(row => row.Assignment).IsConcurrencyToken();
            risk.Property(row => row.ResolvedAt).IsConcurrencyToken();
            risk.Property(row => row.Facts).IsConcurrencyToken();
        });
        modelBuilder.Entity<Notice>(notice =>
        {
            notice.HasIndex(row => row.Key).IsUnique();
            notice.HasIndex(row => row.RiskId);
            notice.HasIndex(row => row.MessageId);
        });
        modelBuilder.Entity<Snooze>().HasKey(row => new { row.RiskId, row.Person });
    }

    private static void AccountTables(ModelBuilder modelBuilder)
    {
        const string HasNotEnded = "\"EndedAt\" IS NULL"; // both databases quote names so
        modelBuilder.Entity<LinkedAccount>(link =>
        {
            link.HasIndex(row => row.Subject).IsUnique().HasFilter(HasNotEnded);
            link.HasIndex(row => row.Person).IsUnique().HasFilter(HasNotEnded).HasDatabaseName("IX_AccountLinks_Person_Active");
            link.Property(row => row.Revision).IsConcurrencyToken();
        });
        modelBuilder.Entity<SignInAttempt>(attempt =>
        {
            attempt.HasIndex(row => row.TicketHash).IsUnique();
            attempt.HasIndex(row => row.Person).IsUnique().HasFilter("\"ClosedAt\" IS NULL"); // of two invitations of one moment one is good
            attempt.HasIndex(row => row.ExpiresAt);
        });
        modelBuilder.Entity<LinkAsk>().HasKey(ask => ask.Person);
        modelBuilder.Entity<OpenDialog>(dialog =>
        {
            dialog.HasKey(row => new { row.ConversationId, row.ObjectId });
            dialog.HasIndex(row => row.ExpiresAt);
            dialog.Property(row => row.Revision).IsConcurrencyToken();
        });
    }

    private static void WishTables(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Preference>().HasKey(row => row.ObjectId);
        modelBuilder.Entity<OwnReminder>().HasKey(row => new { row.Person, row.ItemId });
        modelBuilder.Entity<Nudge>(nudge =>
        {
            nudge.HasIndex(row => new { row.Person, row.EditionId, row.ItemId }).IsUnique().HasFilter("\"ClosedAt\" IS NULL"); // both databases quote names so
            nudge.HasIndex(row => row.AskedBy);
            nudge.Property(row => row.Revision).IsConcurrencyToken();
        });
        modelBuilder.Entity<Secret>().HasKey(secret => secret.Name);
    }

    /// <summary>The records have no identity of their own; the order of the file is kept as the order of the key.</summary>
    private static void EvidenceTable<TRecord>(ModelBuilder model, string name)
        where TRecord : class => model.Entity<TRecord>(record =>
        {
            record.ToTable(name);
            record.Property<long>("Id").ValueGeneratedOnAdd();
            record.HasKey("Id");
            record.Property<long>(BotDb.SnapshotId);
            record.HasIndex(BotDb.SnapshotId);
        });
}

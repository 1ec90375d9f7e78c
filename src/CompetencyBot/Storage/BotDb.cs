using CompetencyBot.Domain.Evidence;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Storage;

/// <summary>
/// The one model of everything that is kept. What differs between databases stands in the two subclasses; code asks for this class only.
/// </summary>
public abstract class BotDb(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    // Evidence as imported: the domain's own records, replaced as a whole with each accepted file.
    public DbSet<PersonRecord> People => Set<PersonRecord>();

    public DbSet<TrainingRecord> Training => Set<TrainingRecord>();

    public DbSet<PerformanceRecord> Performance => Set<PerformanceRecord>();

    public DbSet<HistoryRecord> History => Set<HistoryRecord>();

    public DbSet<MembershipRecord> Memberships => Set<MembershipRecord>();

    public DbSet<CapabilityRecord> Capabilities => Set<CapabilityRecord>();

    public DbSet<EvidenceSnapshot> Snapshots => Set<EvidenceSnapshot>();

    public DbSet<FolderMark> FolderMarks => Set<FolderMark>();

    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();

    public DbSet<InsightsDataset> InsightsDatasets => Set<InsightsDataset>();

    // People's coming and going.
    public DbSet<DirectoryUser> DirectoryUsers => Set<DirectoryUser>();

    public DbSet<DirectoryWave> DirectoryWaves => Set<DirectoryWave>();

    public DbSet<DirectoryState> DirectoryStates => Set<DirectoryState>();

    public DbSet<AddBatch> AddBatches => Set<AddBatch>();

    public DbSet<AddedPerson> AddedPeople => Set<AddedPerson>();

    public DbSet<ErasedPerson> ErasedPeople => Set<ErasedPerson>();

    public DbSet<FormerCount> FormerCounts => Set<FormerCount>();

    // What was learnt on the wire.
    public DbSet<KnownConversation> Conversations => Set<KnownConversation>();

    public DbSet<KnownUser> KnownUsers => Set<KnownUser>();

    public DbSet<SeenActivity> SeenActivities => Set<SeenActivity>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    public DbSet<ReceivedFile> ReceivedFiles => Set<ReceivedFile>();

    // What is watched, who was told of it, and what they said.
    public DbSet<WatchedRisk> Risks => Set<WatchedRisk>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<Snooze> Snoozes => Set<Snooze>();

    // Whose accounts are linked, and who is in the middle of something.
    public DbSet<LinkedAccount> LinkedAccounts => Set<LinkedAccount>();

    public DbSet<SignInAttempt> SignInAttempts => Set<SignInAttempt>();

    public DbSet<LinkAsk> LinkAsks => Set<LinkAsk>();

    public DbSet<OpenDialog> OpenDialogs => Set<OpenDialog>();

    // What people have asked for, and what they were asked.
    public DbSet<Preference> Preferences => Set<Preference>();

    public DbSet<OwnReminder> OwnReminders => Set<OwnReminder>();

    public DbSet<Nudge> Nudges => Set<Nudge>();

    // How the bot is run.
    public DbSet<Secret> Secrets => Set<Secret>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<StoredSetting> StoredSettings => Set<StoredSetting>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<JobBeat> JobBeats => Set<JobBeat>();

    public DbSet<SharedPace> SharedPaces => Set<SharedPace>();

    /// <summary>Whether the failed save lost a race for a unique key, so that the row is already there.</summary>
    public abstract bool IsUniqueViolation(DbUpdateException failure);

    /// <summary>Whether the failed save stood in another's way, so that it can be done again from what is there now.</summary>
    public virtual bool IsLostRace(Exception failure) => failure is DbUpdateException update && IsUniqueViolation(update);

    /// <summary>How this database keeps a time, for statements in SQL.</summary>
    public abstract object Stored(DateTimeOffset time);

    /// <summary>What ends a query, in SQL, that locks rows to change them and leaves out those that another instance has locked.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Writes evidence rows by this database's own way for many, in a transaction that has begun.</summary>
    /// <param name="snapshot">To which they belong.</param>
    public abstract Task WriteRowsAsync(RowShape shape, IEnumerable<object> records, long snapshot, CancellationToken cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
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

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    /// <summary>Of each evidence row: the <see cref="EvidenceSnapshot"/> that it belongs to.</summary>
    public const string SnapshotId = nameof(SnapshotId);

    /// <summary>The records have no identity of their own; the order of the file is kept as the order of the key.</summary>
    private static void EvidenceTable<TRecord>(ModelBuilder model, string name)
        where TRecord : class => model.Entity<TRecord>(record =>
        {
            record.ToTable(name);
            record.Property<long>("Id").ValueGeneratedOnAdd();
            record.HasKey("Id");
            record.Property<long>(SnapshotId);
            record.HasIndex(SnapshotId);
        });
}

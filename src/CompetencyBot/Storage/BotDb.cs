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

    /// <summary>Of each evidence row: the <see cref="EvidenceSnapshot"/> that it belongs to.</summary>
    public const string SnapshotId = nameof(SnapshotId);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        BotModel.Build(modelBuilder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }
}

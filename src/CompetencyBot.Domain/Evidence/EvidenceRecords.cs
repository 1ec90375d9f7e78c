using System.Collections.Immutable;

namespace CompetencyBot.Domain.Evidence;

/// <summary>
/// What the evidence files say, normalised (trimmed, empty text as null) but not yet matched to people or to a catalogue.
/// </summary>
/// <param name="AssociationsKnown">
/// Whether the people file has an <c>AssociatedOn</c> column at all. Partner Center's exports have none; then a matched training row
/// proves the association, without waiting.
/// </param>
public sealed record EvidenceRecords(
    ImmutableArray<PersonRecord> People,
    bool AssociationsKnown,
    ImmutableArray<TrainingRecord> Training,
    ImmutableArray<PerformanceRecord> Performance,
    ImmutableArray<HistoryRecord> History,
    ImmutableArray<MembershipRecord> Memberships,
    ImmutableArray<CapabilityRecord> Capabilities)
{
    /// <summary>Accounts that people have proved to be theirs and that have not ended, one a person; the bot's own knowledge, in no file.</summary>
    public ImmutableArray<ProvenAccount> Accounts { get; init; } = [];

    public static EvidenceRecords Empty { get; } = new([], false, [], [], [], [], []);
}

public enum PersonRole
{
    Employee,
    Manager,
    Admin,
}

/// <param name="UserPrincipalName">The work address; people are told apart by it, without case.</param>
/// <param name="TimeZone">IANA name, for example <c>Asia/Taipei</c>.</param>
/// <param name="MicrosoftAccount">Address of the personal Microsoft account that holds the exams.</param>
/// <param name="McpId">Microsoft certification id (MCID).</param>
/// <param name="AssociatedOn">When Partner Center associated the account; counting starts after the edition's waiting time.</param>
/// <param name="LeftOn">First day on which the person no longer belongs to the organisation.</param>
public sealed record PersonRecord(
    string UserPrincipalName,
    string DisplayName,
    string? EntraObjectId = null,
    string? ManagerUserPrincipalName = null,
    PersonRole? Role = null,
    string? TimeZone = null,
    string? Locale = null,
    string? MicrosoftAccount = null,
    string? McpId = null,
    DateTimeOffset? AssociatedOn = null,
    DateOnly? LeftOn = null,
    int Line = 0)
{
    /// <summary>What the directory says of the person, which <see cref="PeopleMerge"/> has worked in; null = it does not know them, or is not asked.</summary>
    public DirectoryPerson? Directory { get; init; }
}

/// <summary>A row of the Insights dataset TrainingCompletions. At least one of Email, CorpEmail and McpId is present.</summary>
/// <param name="Line">Line in the file, 1 = the header.</param>
public sealed record TrainingRecord(
    string ActivityId,
    string? Title,
    string? Email,
    string? CorpEmail,
    string? McpId,
    DateOnly CompletedOn,
    DateOnly? ExpiresOn = null,
    string? ActivationStatus = null,
    int Line = 0);

/// <summary>A row of the Insights dataset CompetencyPerformanceRequirement.</summary>
/// <param name="Month">First day of the month that the row speaks of.</param>
/// <param name="OptionName">Name of the path; null applies to every path of the competency.</param>
public sealed record PerformanceRecord(
    string CompetencyName,
    string? OptionName,
    DateOnly Month,
    string MetricName,
    decimal? MonthlyContribution,
    decimal TrailingTwelveMonths,
    decimal? AnniversaryYear = null,
    decimal? GoldThreshold = null,
    decimal? SilverThreshold = null,
    int Line = 0);

/// <summary>A row of the Insights dataset CompetencySummaryHistory: what Partner Center itself says of a level.</summary>
/// <param name="Status"><c>Active</c>, <c>Inactive</c> or <c>In Grace Period</c>, as found.</param>
public sealed record HistoryRecord(
    string CompetencyName,
    string Level,
    string Status,
    DateOnly? StartDate,
    DateOnly? EndDate,
    int Line = 0);

/// <summary>The value of one metric of a score, kept by the organisation itself: no export of Partner Center has it.</summary>
/// <param name="Designation">Name or id of the designation, or of a competency that is scored.</param>
/// <param name="Track">Name or id of the track; null applies to every track.</param>
/// <param name="Month">First day of the month that the row speaks of.</param>
/// <param name="Value">In the unit of the metric (customers, percent, services), not in points.</param>
public sealed record CapabilityRecord(string Designation, string? Track, string Metric, DateOnly Month, decimal Value, int Line = 0);

public enum MembershipOffer
{
    Silver,
    Gold,
    SolutionsPartner,
}

public enum Market
{
    Developed,
    Developing,
}

/// <param name="AnniversaryOn">The day the year ends; one year after <paramref name="PurchasedOn"/> unless the file says otherwise.</param>
public sealed record MembershipRecord(
    MembershipOffer Offer,
    DateOnly PurchasedOn,
    DateOnly AnniversaryOn,
    Market? Market,
    int Line = 0);

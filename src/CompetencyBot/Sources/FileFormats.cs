using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Sources;

/// <summary>
/// The six files that are read. <c>people</c>, <c>membership</c> and <c>CapabilityMetrics</c> are ours; the others are datasets of Partner
/// Center Insights, with the columns of its data definitions of 2021 and 2023.
/// </summary>
internal static class FileFormats
{
    private static readonly Dictionary<string, PersonRole> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["employee"] = PersonRole.Employee,
        ["manager"] = PersonRole.Manager,
        ["admin"] = PersonRole.Admin,
    };

    private static readonly Dictionary<string, MembershipOffer> Offers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["silver"] = MembershipOffer.Silver,
        ["gold"] = MembershipOffer.Gold,
        ["solutions-partner"] = MembershipOffer.SolutionsPartner,
    };

    private static readonly Dictionary<string, Market> Markets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["developed"] = Market.Developed,
        ["developing"] = Market.Developing,
    };

    /// <summary>Remembers whom it has met, so each file needs its own.</summary>
    public static FileFormat<PersonRecord> People()
    {
        var met = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return new(
            [
                Required("UserPrincipalName"), Required("DisplayName"), Text("EntraObjectId"), Text("ManagerUserPrincipalName"),
                Text("Role"), Text("TimeZone"), Text("Locale"), Text("MicrosoftAccount"), Text("McpId"), Date("AssociatedOn"),
                Date("LeftOn"),
            ],
            row =>
            {
                var person = Person(row);
                if (row.Problem is null && !met.Add(person.UserPrincipalName))
                    row.Refuse(SkipReason.RepeatedPerson, "UserPrincipalName");
                return person;
            });
    }

    public static FileFormat<TrainingRecord> Training { get; } = new(
        [
            Required("TrainingActivityId"), Text("TrainingTitle"), Text("Email"), Text("CorpEmail"), Text("MCPID"),
            RequiredDate("TrainingCompletionDate"), Date("ExpirationDate"), Text("ActivationStatus"),
            .. NotUsed(
                "TrainingType", "IndividualFirstName", "IndividualLastName", "Month", "IcMCP", "MPNId", "PGAMpnId", "PartnerName",
                "PartnerCityLocation", "PartnerCountryLocation", "AADUserId"),
        ],
        row =>
        {
            var record = new TrainingRecord(
                row.Required("TrainingActivityId"),
                row.Text("TrainingTitle"),
                row.Text("Email"),
                row.Text("CorpEmail"),
                row.Text("MCPID"),
                Given(row, "TrainingCompletionDate", row.PlausibleDay("TrainingCompletionDate")),
                row.Day("ExpirationDate"),
                row.Text("ActivationStatus"),
                row.Line);
            if (record is { Email: null, CorpEmail: null, McpId: null })
                row.Refuse(SkipReason.NoIdentity);
            row.CheckOrder(record.CompletedOn, record.ExpiresOn, "ExpirationDate");
            return record;
        },
        ["Email", "CorpEmail", "MCPID"]);

    /// <summary>
    /// Negative figures are kept: net revenue can fall below zero, and skipping the row would let an older, better month stand.
    /// </summary>
    public static FileFormat<PerformanceRecord> Performance { get; } = new(
        [
            Required("CompetencyName"), Text("CompetencyAttainmentOptionName"), RequiredDate("Month"), Required("MetricName"),
            Text("MetricMonthlyContribution"), Required("TTMAggregate"), Text("AnniversaryYearAggregate"), Text("GoldThreshold"),
            Text("SilverThreshold"),
        ],
        row => new(
            row.Required("CompetencyName"),
            row.Text("CompetencyAttainmentOptionName"),
            Given(row, "Month", row.Month("Month")),
            row.Required("MetricName"),
            row.Number("MetricMonthlyContribution"),
            Given(row, "TTMAggregate", row.Number("TTMAggregate")),
            row.Number("AnniversaryYearAggregate"),
            row.Number("GoldThreshold"),
            row.Number("SilverThreshold"),
            row.Line));

    public static FileFormat<HistoryRecord> History { get; } = new(
        [
            Required("CompetencyName"), Required("CompetencyLevel"), Required("CompetencyStatus"), Date("CompetencyStartDate"),
            Date("CompetencyEndDate"),
        ],
        row =>
        {
            var record = new HistoryRecord(
                row.Required("CompetencyName"),
                row.Required("CompetencyLevel"),
                row.Required("CompetencyStatus"),
                row.Day("CompetencyStartDate"),
                row.Day("CompetencyEndDate"),
                row.Line);
            row.CheckOrder(record.StartDate, record.EndDate, "CompetencyEndDate");
            return record;
        });

    public static FileFormat<MembershipRecord> Membership { get; } = new(
        [Required("Offer"), RequiredDate("PurchasedOn"), Date("AnniversaryOn"), Text("Market")],
        row =>
        {
            var offer = Given(row, "Offer", row.Word("Offer", Offers));
            var purchased = Given(row, "PurchasedOn", row.PlausibleDay("PurchasedOn"));
            var anniversary = row.PlausibleDay("AnniversaryOn");
            row.CheckOrder(purchased, anniversary, "AnniversaryOn");
            // A day that is refused may be one that has no next year.
            var yearLater = row.Problem is null ? purchased.AddYears(1) : purchased;
            return new(offer, purchased, anniversary ?? yearLater, row.Word("Market", Markets), row.Line);
        });

    /// <summary>Negative values are kept, as those of <see cref="Performance"/> are: growth can fall below zero.</summary>
    public static FileFormat<CapabilityRecord> Capabilities { get; } = new(
        [Required("Designation"), Text("Track"), Required("Metric"), RequiredDate("Month"), Required("Value")],
        row => new(
            row.Required("Designation"),
            row.Text("Track"),
            row.Required("Metric"),
            Given(row, "Month", row.Month("Month")),
            Given(row, "Value", row.Number("Value")),
            row.Line));

    private static PersonRecord Person(Row row) => new(
        row.Required("UserPrincipalName"),
        row.Required("DisplayName"),
        row.Text("EntraObjectId"),
        row.Text("ManagerUserPrincipalName"),
        row.Word("Role", Roles),
        row.Text("TimeZone"),
        row.Text("Locale"),
        row.Text("MicrosoftAccount"),
        row.Text("McpId"),
        row.PlausibleInstant("AssociatedOn"),
        row.Day("LeftOn"),
        row.Line);

    /// <summary>The value of a required column; where it is empty the row is refused and what is returned is never used.</summary>
    private static T Given<T>(Row row, string column, T? value)
        where T : struct
    {
        if (value is null)
            row.Refuse(SkipReason.MissingValue, column);
        return value.GetValueOrDefault();
    }

    private static Column Text(string name) => new(name);

    private static Column Required(string name) => new(name, Required: true);

    private static Column Date(string name) => new(name, ColumnUse.Date);

    private static Column RequiredDate(string name) => new(name, ColumnUse.Date, Required: true);

    private static IEnumerable<Column> NotUsed(params string[] names) => names.Select(name => new Column(name, ColumnUse.NotUsed));
}

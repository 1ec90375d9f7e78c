using CompetencyBot.Features.MyData;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.MyData;

/// <summary>
/// Every column of the model in which text, bytes or an id could be about a person is known to <c>my data</c>, or stands here with the reason why it is about nobody.
/// A new table or column fails until somebody has decided what is shown of it, and what becomes of it when the person wants everything deleted.
/// </summary>
public sealed class OwnTablesTests
{
    private const string Kinds = "words of the code: a kind, a state, a step";
    private const string Catalogue = "of the catalogue";
    private const string Keys = "a key that names no person";
    private const string Wire = "of the wire: an address or id of Teams";
    private const string Organisation = "of the organisation as a whole";
    private const string File = "in a file of the organisation, of which the reader gives the person's own rows (OrganisationSays)";
    private const string Directory = "in the organisation's directory, of which the reader gives the person's own facts (OrganisationSays)";
    private const string Hash = "a hash, of no use to anybody";
    private const string Service = "for running the bot";

    private static readonly Dictionary<string, string> OfNobody = new()
    {
        ["PersonRecord.UserPrincipalName DisplayName EntraObjectId ManagerUserPrincipalName Role TimeZone Locale MicrosoftAccount McpId"] = File,
        ["TrainingRecord.ActivityId Title Email CorpEmail McpId ActivationStatus"] = File,
        ["PerformanceRecord.CompetencyName OptionName MetricName"] = Organisation,
        ["HistoryRecord.CompetencyName Level Status"] = Organisation,
        ["MembershipRecord.Offer Market"] = Organisation,
        ["CapabilityRecord.Designation Track Metric"] = Organisation,
        ["EvidenceSnapshot.Kind RunId Source Name Sha256 State"] = Organisation,
        ["FolderMark.Kind Sha256"] = Organisation,
        ["ImportRun.Source State"] = Organisation,
        ["InsightsDataset.Kind Name Step QueryId ReportId Problem Detail"] = Organisation,
        ["DirectoryUser.ObjectId UserPrincipalName DisplayName Mail Language ManagerObjectId TimeZone WorkingHours WorkingDays Removal HeldIn"] = Directory,
        ["DirectoryWave.Id"] = Keys,
        ["DirectoryState.Name DeltaLink Problem LeftOut SubscriptionId SubscriptionSecret"] = Service,
        ["AddBatch.Id"] = Keys,
        ["AddedPerson.Id BatchId"] = Keys,
        ["AddedPerson.State Reason"] = Kinds,
        ["AddedPerson.Password"] = "encrypted, for a day, and only ever in the one protected file",
        ["ErasedPerson.AddressHash"] = Hash,
        ["ImportRun.Id ReportEn ReportZhTw DryRun"] = "for admins; of a row that was refused it says the line and the fault, and is deleted after 400 days",
        ["KnownConversation.ConversationId ServiceUrl Type TenantId TeamId BotId Locale UnreachableReason"] = Wire,
        ["SeenActivity.ActivityId"] = Wire,
        ["OutboxMessage.Id Batch Replaces SentActivityId"] = Keys,
        ["OutboxMessage.State Reason Trouble"] = Kinds,
        ["ReceivedFile.Id"] = Keys,
        ["WatchedRisk.Id"] = Keys,
        ["WatchedRisk.Kind Assignment"] = Kinds,
        ["WatchedRisk.EditionId CompetencyId Level"] = Catalogue,
        ["Notice.Id RiskId MessageId"] = Keys,
        ["Notice.Reason"] = Kinds,
        ["Snooze.RiskId"] = Keys,
        ["LinkedAccount.Id"] = Keys,
        ["LinkedAccount.End Source"] = Kinds,
        ["SignInAttempt.Id"] = Keys,
        ["SignInAttempt.Locale"] = Kinds,
        ["SignInAttempt.TicketHash ClientCodeHash TypedCodeHash"] = Hash,
        ["LinkAsk.Answer"] = Kinds,
        ["OpenDialog.ConversationId"] = Wire,
        ["OpenDialog.Id"] = Keys,
        ["OpenDialog.Name Step"] = Kinds,
        ["Preference.Language"] = Kinds,
        ["OwnReminder.ItemId"] = Catalogue,
        ["Nudge.Id"] = Keys,
        ["Nudge.EditionId ItemId CompetencyId Level"] = Catalogue,
        ["Nudge.Answer"] = Kinds,
        ["Secret.Name Value"] = Service,
        ["DataProtectionKey.FriendlyName Xml"] = Service,
        ["StoredSetting.Key"] = Keys,
        ["AuditEntry.Id"] = Keys,
        ["AuditEntry.Action"] = Kinds,
        ["JobBeat.Job Failure"] = Service,
        ["SharedPace.Key Calls"] = "a conversation, for a day",
    };

    [Fact]
    public void Every_column_that_could_be_about_a_person_is_known_to_my_data_or_about_nobody()
    {
        using BotDb db = new SqliteDesign().CreateDbContext([]);
        var model = db.Model.GetEntityTypes()
            .SelectMany(entity => entity.GetProperties().Where(property => CouldBeAboutSomebody(property.ClrType)).Select(property => $"{entity.ClrType.Name}.{property.Name}")).Order(StringComparer.Ordinal).ToArray();

        var known = OwnTables.All.SelectMany(table => table.PersonColumns.Select(column => $"{table.Row.Name}.{column}")).ToHashSet();
        var ofNobody = OfNobody.Keys.SelectMany(row => row[(row.IndexOf('.', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(column => $"{row.Split('.')[0]}.{column}")).ToArray();

        AssertNone("Neither known to my data nor said to be about nobody", model.Except(known).Except(ofNobody));
        AssertNone("Not in the model any more", known.Concat(ofNobody).Except(model));
        AssertNone("Known to my data and yet said to be about nobody", known.Intersect(ofNobody));
    }

    [Fact]
    public void Every_table_has_a_name_of_its_own_in_the_files() =>
        Assert.Equal(OwnTables.All.Count, OwnTables.All.Select(table => table.Key).Distinct().Count());

    private static void AssertNone(string fault, IEnumerable<string> columns)
    {
        if (string.Join('\n', columns) is { Length: > 0 } found)
            Assert.Fail($"{fault}:\n{found}"); // not Assert.Empty, which cuts long texts short
    }

    /// <summary>Numbers, days and switches name nobody.</summary>
    private static bool CouldBeAboutSomebody(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var bare && (bare == typeof(string) || bare == typeof(byte[]) || bare == typeof(Guid) || bare.IsEnum);
}

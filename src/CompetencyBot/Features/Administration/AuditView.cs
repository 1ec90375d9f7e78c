using System.Globalization;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Features.Administration.Entra;
using CompetencyBot.Features.Administration.Imports;
using CompetencyBot.Features.Administration.AddPeople;
using CompetencyBot.Features.Administration.PartnerCenter;
using CompetencyBot.Features.Administration.Settings;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration;

/// <summary><c>admin audit</c>: who changed what when, the newest first, a page at a time.</summary>
public sealed class AuditView(BotDb db, AdminDirectory directory, IOptionsMonitor<OrganisationOptions> organisation)
{
    private const int PageSize = 20;

    private const int MostMonths = 12;

    /// <summary>Of a value in a line; the whole value is in the database.</summary>
    private const int MostCharacters = 150;

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var page = Page.Of(request);
        var (people, _) = await directory.ReadAsync(cancellationToken);
        var until = page.Until ?? DateTimeOffset.MaxValue;
        var entries = await db.Audit.AsNoTracking().Where(entry => entry.At <= until)
            .OrderByDescending(entry => entry.At).ThenBy(entry => entry.Subject).ThenBy(entry => entry.Id) // all of one Save have one time
            .Skip(page.Skipped(PageSize)).Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        if (entries.Count == 0)
            return new Reply(AdminTexts.AuditEmpty);
        CardAction[] more = entries.Count > PageSize
            ? [new ExecuteAction(AdminTexts.ButtonMore, AdminCommand.VerbOf(AdminAction.Audit), page.Next(page.Until ?? entries[0].At))]
            : [];
        return new Reply(AdminTexts.AuditTitle, CardParts.Card(
            [
                CardParts.Heading(AdminTexts.AuditTitle),
                .. page.Until is null ? await FormerAsync(cancellationToken) : [],
                .. entries.Take(PageSize).SelectMany(entry => Lines(entry, people)),
            ],
            AdminTexts.AuditTitle,
            [.. more, new ExecuteAction(AdminTexts.ButtonBack, AdminCommand.Info.ShowVerb)]));
    }

    /// <summary>Numbers are all that is left of people who left long ago.</summary>
    private async Task<IEnumerable<CardElement>> FormerAsync(CancellationToken cancellationToken)
    {
        var counts = await db.FormerCounts.AsNoTracking().OrderByDescending(count => count.Month).ToListAsync(cancellationToken);
        return counts.Count == 0 ? [] :
        [
            new TextBlock(Language.Format(RetentionTexts.Former, counts.Sum(count => count.People), counts.Sum(count => count.Passes))),
            .. CardParts.Bullets(counts.Take(MostMonths).Select(count => Language.Format(
                RetentionTexts.FormerMonth, count.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), count.People, count.Passes))),
        ];
    }

    private IEnumerable<CardElement> Lines(AuditEntry entry, OrganisationEvidence? people) =>
    [
        CardParts.Subtle(Language.Format(
            AdminTexts.AuditWhen, Phrases.DateAndTime(entry.At, organisation.CurrentValue.Zone), Who(entry, people))),
        new TextBlock(What(entry, people)) { Spacing = "None" },
    ];

    private static string Who(AuditEntry entry, OrganisationEvidence? people) =>
        entry.By == AuditLog.ByItself ? AdminTexts.AuditByItself : AdminDirectory.NameOf(entry.By, people);

    private static string What(AuditEntry entry, OrganisationEvidence? people) => entry.Action switch
    {
        AuditActions.Setting when entry.Subject is { } key => Language.Format(
            AdminTexts.AuditSetting, SettingWords.NameOf(key), Short(SettingWords.ValueOf(key, entry.Before)), Short(SettingWords.ValueOf(key, entry.After))),
        AuditActions.AdminAdded => Language.Format(AdminTexts.AuditAdminAdded, AdminDirectory.NameOf(entry.Subject ?? "", people)),
        AuditActions.AdminRemoved => Language.Format(AdminTexts.AuditAdminRemoved, AdminDirectory.NameOf(entry.Subject ?? "", people)),
        AuditActions.OwnDataDeleted => Language.Format(AdminTexts.AuditOwnDataDeleted, Phrases.Escape(entry.After?.Split(' ')[0] ?? "")),
        AuditActions.LeaversConfirmed => Language.Format(DirectoryTexts.AuditLeft, Phrases.Escape(entry.After ?? "")),
        AuditActions.LeaversKept => Language.Format(DirectoryTexts.AuditKept, Phrases.Escape(entry.After ?? "")),
        AuditActions.PersonAdded => Language.Format(AddPeopleTexts.AuditPersonAdded, Phrases.Escape(entry.Subject ?? "")),
        AuditActions.PeopleListed => Language.Format(AddPeopleTexts.AuditPeopleListed, Phrases.Escape(entry.After ?? "")),
        AuditActions.PeopleLogTaken => Language.Format(AddPeopleTexts.AuditPeopleLogTaken, Phrases.Escape(entry.After ?? "")),
        AuditActions.LeaversErased => Language.Format(RetentionTexts.AuditLeaversErased, Phrases.Escape(entry.After ?? "")),
        AuditActions.UnlinkedAsked => Language.Format(AdminTexts.AuditUnlinkedAsked, Phrases.Escape(entry.After ?? "")),
        _ => (AccountAudit.Of(entry, people) ?? ImportAudit.Of(entry)) is { } known ? Short(known) : Other(entry),
    };

    private static string Other(AuditEntry entry)
    {
        var what = entry.Action switch
        {
            AuditActions.Acknowledged => AdminTexts.AuditAcknowledged,
            AuditActions.Snoozed => AdminTexts.AuditSnoozed,
            AuditActions.Assigned => AdminTexts.AuditAssigned,
            AuditActions.AssignmentAccepted => AdminTexts.AuditAssignmentAccepted,
            AuditActions.AssignmentDeclined => AdminTexts.AuditAssignmentDeclined,
            AuditActions.WeeklySet => AdminTexts.AuditWeeklySet,
            AuditActions.WeeklyStopped => AdminTexts.AuditWeeklyStopped,
            AuditActions.Nudged => AdminTexts.AuditNudged,
            AuditActions.NudgeTakenBack => AdminTexts.AuditNudgeTakenBack,
            AuditActions.NudgeAnswered => AdminTexts.AuditNudgeAnswered,
            AuditActions.PartnerCenterConnected => PartnerCenterTexts.AuditConnected,
            AuditActions.PartnerCenterDisconnected => PartnerCenterTexts.AuditDisconnected,
            AuditActions.PartnerCenterFetched => PartnerCenterTexts.AuditFetched,
            var unknown => Phrases.Escape(unknown),
        };
        var values = (entry.Before, entry.After) switch
        {
            (null, null) => "",
            (null, { } after) => $": {Short(Phrases.Escape(after))}",
            ({ } before, _) => $": {Language.Format(AdminTexts.BeforeAfter, Short(Phrases.Escape(before)), Short(Phrases.Escape(entry.After ?? "")))}",
        };
        return $"{what} ({Short(Phrases.Escape(entry.Subject ?? ""))}){values}";
    }

    private static string Short(string text) => text.Length <= MostCharacters ? text : text[..MostCharacters] + "…";
}

/// <summary>A page of a list that grows at its beginning while somebody reads on.</summary>
/// <param name="Number">From 0 on.</param>
/// <param name="Until">The newest entry when the first page was shown; null on the first page.</param>
internal sealed record Page(int Number, DateTimeOffset? Until)
{
    private const int Most = 10_000;
    private const string NumberInput = "page";
    private const string UntilInput = "until";

    /// <summary>The first page for data that no button of ours has.</summary>
    public static Page Of(Request request) =>
        int.TryParse(request.Text(NumberInput), CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Most
        && long.TryParse(request.Text(UntilInput), CultureInfo.InvariantCulture, out var ticks)
        && ticks > 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new Page(number, new DateTimeOffset(ticks, TimeSpan.Zero))
            : new Page(0, null);

    public int Skipped(int size) => Number * size;

    public JsonObject Next(DateTimeOffset until) => new()
    {
        [NumberInput] = (Number + 1).ToString(CultureInfo.InvariantCulture),
        [UntilInput] = until.UtcTicks.ToString(CultureInfo.InvariantCulture),
    };
}

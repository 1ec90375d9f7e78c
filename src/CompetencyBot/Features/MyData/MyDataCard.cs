using System.Globalization;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Sources;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.MyData;

/// <summary>What is kept of the asking person, where each comes from, and who else can see it. Every single value is in the files.</summary>
internal static class MyDataCard
{
    private const int MostDetails = 3;

    public static AdaptiveCard For(OwnData data, TimeZoneInfo zone) => CardParts.Card(
        [
            CardParts.Heading(MyDataTexts.Title),
            CardParts.Subheading(MyDataTexts.FilesTitle),
            .. FromFiles(data, zone),
            .. FromDirectory(data.Directory, zone),
            CardParts.Subheading(MyDataTexts.KeptTitle),
            .. data.Tables.IsEmpty ? [new TextBlock(MyDataTexts.KeptNothing)] : (CardElement[])[],
            .. data.Tables.SelectMany(Lines),
            .. data.KeptDays > 0 ? (CardElement[])[CardParts.Subtle(Language.Format(OwnDeedTexts.Kept, data.KeptDays))] : [],
        ],
        MyDataTexts.Title,
        ButtonPress.Keeping(new ExecuteAction(MyDataTexts.ButtonJson, MyDataCommand.VerbOf(MyDataCommand.Json))),
        ButtonPress.Keeping(new ExecuteAction(MyDataTexts.ButtonCsv, MyDataCommand.VerbOf(MyDataCommand.Csv))),
        new ExecuteAction(MyDataTexts.ButtonDelete, MyDataCommand.VerbOf(MyDataCommand.Delete)),
        new ExecuteAction(Texts.ButtonStatus, "status/show"));

    /// <summary>For example <c>Reminders that you asked for: 2</c>.</summary>
    public static string Counted(string title, int count) => Language.Format(MyDataTexts.Line, title, count.ToString(CultureInfo.CurrentCulture));

    private static IEnumerable<CardElement> Lines(OwnRows rows)
    {
        string[] details = rows.Table.Detail is { } detail ? [.. rows.Rows.Select(detail).OfType<string>().Distinct().Take(MostDetails)] : [];
        var counted = Counted(rows.Table.Title(), rows.Rows.Count);
        yield return new TextBlock(details.Length == 0 ? counted : Language.Format(MyDataTexts.WithDetails, counted, string.Join(Texts.ListSeparator, details)));
        yield return CardParts.Subtle(Language.Format(MyDataTexts.OriginAndSeen, rows.Table.Origin(), rows.Table.SeenBy())) with { Spacing = "None" };
    }

    private static IEnumerable<CardElement> FromFiles(OwnData data, TimeZoneInfo zone)
    {
        if (data.Organisation.Person is not { } person)
        {
            yield return new TextBlock(MyDataTexts.FilesNobody);
            yield break;
        }

        var facts = ((string Title, string? Value)[])
        [
            (MyDataTexts.FactName, Phrases.Name(person.DisplayName)),
            (MyDataTexts.FactAddress, Phrases.Escape(person.UserPrincipalName)),
            (MyDataTexts.FactManager, person.ManagerUserPrincipalName is { } manager ? Phrases.Escape(manager) : null),
            (MyDataTexts.FactAccount, person.MicrosoftAccount is { } account ? MaskedAddress.OnCard(account) : null),
            (MyDataTexts.FactLanguage, person.Locale),
            (MyDataTexts.FactZone, person.TimeZone),
            (MyDataTexts.FactExams, data.Organisation.Training.Length.ToString(CultureInfo.CurrentCulture)),
        ];
        foreach (var (title, value) in facts)
            if (value is not null)
                yield return CardParts.Named(title, value);
        foreach (var file in data.Files.Where(file => file.Kind is nameof(FileKind.People) or nameof(FileKind.TrainingCompletions)))
            yield return CardParts.Subtle(Language.Format(MyDataTexts.FilesOf, FileOf(file, zone)));
        yield return CardParts.Subtle(MyDataTexts.FilesSeenBy);
    }

    private static IEnumerable<CardElement> FromDirectory(DirectoryUser? user, TimeZoneInfo zone)
    {
        if (user is null)
            yield break;
        var account = user switch
        {
            { RemovedOn: not null } => OwnDeedTexts.DirectoryGone,
            { IsEnabled: false } => OwnDeedTexts.DirectoryDisabled,
            _ => OwnDeedTexts.DirectoryEnabled,
        };
        yield return CardParts.Named(OwnDeedTexts.DirectoryTitle, Language.Format(OwnDeedTexts.DirectoryLine, account, DayOf(user.SeenAt, zone)));
    }

    private static string FileOf(EvidenceSnapshot file, TimeZoneInfo zone) => $"{Phrases.Escape(file.Name)} ({DayOf(file.AsOf, zone)})";

    private static string DayOf(DateTimeOffset time, TimeZoneInfo zone) => Phrases.ShortDate(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime));
}

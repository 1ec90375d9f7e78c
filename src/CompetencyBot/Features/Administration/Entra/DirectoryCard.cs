using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Sources.Entra;

namespace CompetencyBot.Features.Administration.Entra;

/// <summary>How reading the directory stands; it names those who may have left, and is shown to admins alone.</summary>
public static class DirectoryCard
{
    public static Reply For(DirectoryStanding standing, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(standing);
        var wave = standing.Held.Count > 0 ? standing.Held[0] : null; // one question at a time
        return new(DirectoryTexts.Title, CardParts.Card(
            [
                CardParts.Heading(DirectoryTexts.Title),
                .. standing.State is null ? (IEnumerable<CardElement>)[new TextBlock(DirectoryTexts.NotYet)] : Facts(standing, zone),
                .. Problems(standing).Select(sentence => new TextBlock(sentence) { Color = "Attention" }),
                .. wave is null ? (IEnumerable<CardElement>)[] : [CardParts.Subheading(DirectoryTexts.HeldTitle), .. HeldLeaversCard.Lines(wave, zone)],
            ],
            DirectoryTexts.Title,
            [
                .. wave is null ? (IEnumerable<CardAction>)[] : HeldLeaversCard.Buttons(wave),
                new ExecuteAction(DirectoryTexts.ButtonSync, AdminCommand.VerbOf(AdminAction.Sync)),
                new ExecuteAction(AdminTexts.ButtonBack, AdminCommand.Info.ShowVerb),
            ]));
    }

    private static IEnumerable<CardElement> Facts(DirectoryStanding standing, TimeZoneInfo zone)
    {
        yield return CardParts.Named(
            DirectoryTexts.LastSync, standing.State!.SyncedAt is { } last ? Phrases.DateAndTime(last, zone) : DirectoryTexts.Never);
        if (standing.Next is { } next)
            yield return CardParts.Named(DirectoryTexts.NextSync, Phrases.DateAndTime(next, zone));
        yield return CardParts.Named(DirectoryTexts.People, Language.Format(DirectoryTexts.PeopleOf, standing.People, standing.Leavers));
        yield return CardParts.Named(DirectoryTexts.Roles, Language.Format(DirectoryTexts.RolesOf, standing.Admins, standing.Managers));
        yield return CardParts.Named(DirectoryTexts.Changes, standing.ToldUntil is { } until
            ? Language.Format(DirectoryTexts.ChangesTold, Phrases.DateAndTime(until, zone))
            : DirectoryTexts.ChangesHourly);
    }

    private static IEnumerable<string> Problems(DirectoryStanding standing) =>
        new[] { standing.State?.Problem }.Concat(standing.State?.LeftOut?.Split(',') ?? []).OfType<string>().Distinct().Select(SyncSayings.Of);
}

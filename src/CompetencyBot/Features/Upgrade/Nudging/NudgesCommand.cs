using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Upgrade.Nudging;

/// <summary>
/// <c>nudges</c>: what one was asked to pass, and whom one has asked with what they said; admins see all of it, and nobody else the answers of others.
/// </summary>
public sealed class NudgesCommand(BotDb db, EvidenceReader reader, NudgeAnswers answers, NudgeWithdrawal withdrawal, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock) : ICommand
{
    public const string Accept = "accept";
    public const string Decline = "decline";
    public const string Later = "later";
    public const string Question = "question";

    public const string TakeBack = "takeback";

    /// <summary>Older ones are history.</summary>
    private const int MostLines = 30;

    private const int MostButtons = 4;

    public static CommandInfo Info { get; } = new(
        "nudges",
        ["nudge", "my nudges", "who was nudged", "邀請", "測驗邀請", "我的邀請"],
        Audience.Everybody,
        () => UpgradeTexts.HelpOfNudges,
        Button: null)
    { PersonalOnly = true, Group = HelpGroup.Own, Actions = ["show", Accept, Decline, Later, Question, TakeBack] };

    public static string AcceptVerb => $"{Info.Name}/{Accept}";

    public static string DeclineVerb => $"{Info.Name}/{Decline}";

    public static string LaterVerb => $"{Info.Name}/{Later}";

    public static string QuestionVerb => $"{Info.Name}/{Question}";

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Action is Accept or Decline or Later or Question)
            return await answers.AnswerAsync(request, cancellationToken);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);
        if (request.Action == TakeBack)
            return await withdrawal.TakeBackAsync(request, evidence, cancellationToken);
        var (viewer, me) = (request.Viewer, request.Viewer.AuditName.ToLowerInvariant());
        var own = viewer.Person?.UserPrincipalName.ToLowerInvariant();
        var nudges = await db.Nudges.AsNoTracking()
            .Where(nudge => nudge.Person == own || nudge.AskedBy == me || viewer.IsAdmin)
            .OrderBy(nudge => nudge.ClosedAt == null ? 0 : 1).ThenBy(nudge => nudge.Person == own ? 0 : 1) // what can still be answered is never cut
            .ThenByDescending(nudge => nudge.AskedAt).ThenBy(nudge => nudge.Person)
            .Take(MostLines)
            .ToListAsync(cancellationToken);
        return new Reply(UpgradeTexts.NudgesTitle, Card(request, evidence, nudges.ToLookup(nudge => nudge.Person == own)));
    }

    private AdaptiveCard Card(Request request, OrganisationEvidence evidence, ILookup<bool, Nudge> nudges)
    {
        var (today, people) = (organisation.CurrentValue.Today(clock), new PeopleShown(evidence, request));
        Nudge[] open = [.. nudges[false].Where(nudge => nudge.ClosedAt is null)];
        return CardParts.Card(
            [
                CardParts.Heading(UpgradeTexts.NudgesTitle),
                .. CardParts.DateLines(evidence, today, organisation.CurrentValue.Zone),
                .. nudges.Count == 0 ? (IEnumerable<CardElement>)[new TextBlock(UpgradeTexts.NudgesNone)] : [],
                .. nudges[true].Any() ? (IEnumerable<CardElement>)[CardParts.Subheading(UpgradeTexts.NudgesOfMe)] : [],
                .. Own(nudges[true], evidence, today),
                .. nudges[false].Any() ? (IEnumerable<CardElement>)[CardParts.Subheading(UpgradeTexts.NudgesAsked)] : [],
                .. CardParts.Bullets(nudges[false].Select(nudge => NudgeWords.Of(nudge, NudgeSubject.Of(nudge, evidence), people.NameOrSomebody(nudge.Person), today))),
                .. open.Length == 0 ? (IEnumerable<CardElement>)[] : [TakeBackOf(open, evidence, people)],
            ],
            UpgradeTexts.NudgesTitle,
            [
                .. open.Length == 0 ? (IEnumerable<CardAction>)[] : [new ExecuteAction(UpgradeTexts.ButtonTakeBack, $"{Info.Name}/{TakeBack}")],
                new ExecuteAction(Texts.ButtonUpgrade, UpgradeCommand.Info.ShowVerb),
            ]);
    }

    private static ChoiceSetInput TakeBackOf(Nudge[] open, OrganisationEvidence evidence, PeopleShown people) => new(
        UpgradeTexts.TakeBackLabel,
        [.. open.Select(nudge => new Choice(NudgeWords.Short(nudge, NudgeSubject.Of(nudge, evidence), people.NameOrSomebody(nudge.Person)), $"{nudge.Id:N}"))])
    { Id = NudgeCards.NudgeInput, Placeholder = UpgradeTexts.TakeBackLabel, ErrorMessage = UpgradeTexts.TakeBackFirst };

    /// <summary>The first of those that can be answered, or answered otherwise, with a button for that: a card has few.</summary>
    private static IEnumerable<CardElement> Own(IEnumerable<Nudge> nudges, OrganisationEvidence evidence, DateOnly today)
    {
        var buttons = 0;
        foreach (var (nudge, subject) in nudges.Select(nudge => (nudge, NudgeSubject.Of(nudge, evidence))))
        {
            yield return new TextBlock($"• {NudgeWords.OfOwn(nudge, subject, today)}") { Spacing = "Small" };
            if (subject?.Pointless(today) is null && subject is not null && (nudge.ClosedAt is null || nudge.Answer == NudgeAnswer.Declined) && buttons++ < MostButtons)
                yield return new ActionSet([new ExecuteAction(UpgradeTexts.ButtonAnswerNudge, QuestionVerb, NudgeCards.DataOf(nudge))]);
        }
    }
}

using System.Globalization;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Hosting;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Progress;

/// <summary>Answers <c>whose certificate lapses soon</c>: what counts and lapses, the soonest first. Everybody may ask; who is named is decided by who reads it, the others are counted.</summary>
public sealed class WhoLapses(EvidenceReader reader, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock) : ICommand
{
    /// <summary>Half a year: the first of the usual reminders comes 90 days before.</summary>
    private const int DaysAhead = 180;

    private const int MostLines = 15;

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);
        var today = organisation.CurrentValue.Today(clock);
        LapsingCertificate[] all =
        [
            .. LapsingCertificate.Of(evidence.Followed.Select(followed => (followed.Edition, followed.Matched)), today, DaysAhead)
                .Where(each => each.Counts).OrderBy(each => each.LastDay),
        ];
        var named = all.Where(each => request.MayName(each.Person.UserPrincipalName)).ToArray();
        var people = new PeopleShown(evidence, request);
        var card = CardParts.Card(
            [
                CardParts.Heading(ProgressTexts.WhoLapsesTitle),
                .. CardParts.DateLines(evidence, today, organisation.CurrentValue.Zone),
                .. CardParts.Bullets(named.Take(MostLines).Select(each => OwnLines.Of(each, people))),
                .. Rest(named.Length, all).Select(CardParts.Subtle),
                .. request.IsForOneReader ? (IEnumerable<CardElement>)[] : [CardParts.Subtle(ProgressTexts.WhoLapsesInOwnChat)],
            ],
            ProgressTexts.WhoLapsesTitle,
            new ExecuteAction(Texts.ButtonRenewal, "renewal/show"),
            new ExecuteAction(Texts.ButtonProgress, ProgressCommand.Info.ShowVerb));
        return new Reply(
            ProgressTexts.WhoLapsesTitle,
            SourceLines.Under(card, evidence, organisation.CurrentValue.Zone, FileKind.TrainingCompletions, FileKind.People));
    }

    private static IEnumerable<string> Rest(int named, LapsingCertificate[] all)
    {
        if (all.Length == 0)
            yield return Language.Format(ProgressTexts.WhoLapsesNothing, DaysAhead);
        if (named > MostLines)
            yield return Language.Format(Texts.MoreItems, named - MostLines);
        if (all.Length > named)
            yield return Language.Format(
                ProgressTexts.WhoLapsesOthers, (all.Length - named).ToString(CultureInfo.CurrentCulture), DaysAhead, Phrases.Date(all[0].LastDay));
    }
}

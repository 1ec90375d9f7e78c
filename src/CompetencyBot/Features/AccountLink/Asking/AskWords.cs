using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.AccountLink.Asking;

/// <summary>What is said of somebody who is not linked, and of having asked them.</summary>
internal static class AskWords
{
    /// <summary>For example <c>2 passes would count · asked on 1 March 2018 · has not answered</c>.</summary>
    public static string Of(UnlinkedPerson person, TimeZoneInfo zone) => string.Join(
        " · ",
        new[]
        {
            Passes(person.Passes),
            person.State == AccountState.Verified ? AskTexts.VerifiedOnly : null,
            person.Ask is null ? AskTexts.NeverAsked : Language.Format(AskTexts.AskedOn, Phrases.Date(AskTurns.DayOf(person.Ask.AskedAt, zone))),
            person.Ask is null ? null : Answer(person.Ask),
        }.Where(part => part is not null));

    public static string Asked(int people) => people switch
    {
        0 => AskTexts.AskedNobody,
        1 => AskTexts.AskedOne,
        _ => Language.Format(AskTexts.AskedPeople, people),
    };

    private static string Passes(int count) => count switch
    {
        0 => AskTexts.NoPass,
        1 => AskTexts.OnePass,
        _ => Language.Format(AskTexts.Passes, count),
    };

    private static string Answer(LinkAsk ask) => ask switch
    {
        { Answer: AskAnswer.Stop } => AskTexts.AnswerStop,
        { Answer: AskAnswer.NoExams } => AskTexts.AnswerNoExams,
        { Answer: AskAnswer.Later, LaterUntil: { } until } when ask.AskedAt <= ask.AnsweredAt => Language.Format(AskTexts.AnswerLater, Phrases.Date(until)),
        _ => AskTexts.NoAnswer,
    };
}

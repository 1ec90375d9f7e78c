using CompetencyBot.Storage;

namespace CompetencyBot.Features.AccountLink.Asking;

/// <summary>Whether it is somebody's turn to be asked, and if not why not.</summary>
public enum AskTurn
{
    Due,

    /// <summary>They wanted to be asked later, and the day has come.</summary>
    LaterIsOver,
    AskedLately,
    Later,
    NoExams,
    Stopped,
}

public static class AskTurns
{
    /// <summary>For so long somebody who answers "later" is left alone.</summary>
    public const int LaterDays = 7;

    /// <summary>An answer of before the latest message says nothing of that one, except that somebody is never to be asked.</summary>
    /// <param name="ask">Null = never asked.</param>
    /// <param name="againAfterDays">Setting <c>AccountLink:AskAgainAfterDays</c>.</param>
    /// <param name="zone">In which the days are counted.</param>
    public static AskTurn Of(LinkAsk? ask, DateOnly today, int againAfterDays, TimeZoneInfo zone) => ask switch
    {
        null => AskTurn.Due,
        { Answer: AskAnswer.Stop } => AskTurn.Stopped,
        { Answer: AskAnswer.NoExams } => AskTurn.NoExams,
        { Answer: AskAnswer.Later } when ask.AskedAt <= ask.AnsweredAt => ask.LaterUntil > today ? AskTurn.Later : AskTurn.LaterIsOver,
        _ => DayOf(ask.AskedAt, zone).AddDays(againAfterDays) > today ? AskTurn.AskedLately : AskTurn.Due,
    };

    public static bool IsToBeAsked(this AskTurn turn) => turn is AskTurn.Due or AskTurn.LaterIsOver;

    public static DateOnly DayOf(DateTimeOffset time, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);
}

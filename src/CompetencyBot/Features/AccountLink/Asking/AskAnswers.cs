using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.AccountLink.Asking;

/// <summary>Takes what somebody answers to the message that asked them. Whose answer it is, only who pressed the button says, never its data.</summary>
public sealed class AskAnswers(
    BotDb db, EvidenceReader reader, UnlinkedPeople people, LinkRequests requests, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);
        if (await people.FindAsync(evidence, request.Viewer.Person, cancellationToken) is not { } asked)
            return new Reply(Texts.StatusUnknownPerson);
        if (Settled(asked.State) is { } settled)
            return new Reply(settled, AskCard.Settled(settled));
        if (request.Action != RemindCommand.Undo)
            return await KeepAsync(asked, request.Action, cancellationToken);
        if (!await WriteAsync(asked.Key, null, null, cancellationToken))
            return new Reply(AskTexts.NotAsked);
        var card = AskCard.For(asked.Passes, CardParts.DateLines(evidence, people.Today, organisation.CurrentValue.Zone));
        return new Reply(AskCard.Title(asked.Passes), card);
    }

    private async Task<Reply> KeepAsync(UnlinkedPerson asked, string? action, CancellationToken cancellationToken)
    {
        var later = people.Today.AddDays(AskTurns.LaterDays);
        (AskAnswer, DateOnly?, string)? taken = action switch
        {
            RemindCommand.Later => (AskAnswer.Later, later, Language.Format(AskTexts.ThanksLater, Phrases.Date(later))),
            RemindCommand.NoExams => (AskAnswer.NoExams, null, AskTexts.ThanksNoExams),
            RemindCommand.Stop => (AskAnswer.Stop, null, AskTexts.ThanksStop),
            _ => null,
        };
        if (taken is not var (answer, until, thanks))
            return new Reply(Texts.ButtonOutdated);
        if (!await WriteAsync(asked.Key, answer, until, cancellationToken))
            return new Reply(AskTexts.NotAsked);
        await requests.WithdrawAsync([asked.Key], cancellationToken); // a newer message may wait for the morning
        return new Reply(thanks, AskCard.Thanks(thanks));
    }

    /// <returns>False for somebody who was never asked.</returns>
    private async Task<bool> WriteAsync(string key, AskAnswer? answer, DateOnly? until, CancellationToken cancellationToken)
    {
        var at = answer is null ? (DateTimeOffset?)null : clock.GetUtcNow();
        return await db.LinkAsks.Where(ask => ask.Person == key).ExecuteUpdateAsync(
            ask => ask
                .SetProperty(row => row.Answer, answer)
                .SetProperty(row => row.AnsweredAt, at)
                .SetProperty(row => row.LaterUntil, until),
            cancellationToken) == 1;
    }

    /// <returns>Null for somebody who is not linked.</returns>
    private static string? Settled(AccountState state) => state switch
    {
        AccountState.Linked => AskTexts.IsLinked,
        AccountState.Waiting or AccountState.Reported => AskTexts.IsWaiting,
        AccountState.Left => AskTexts.HasLeft,
        _ => null,
    };
}

using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Upgrade.Nudging;

/// <summary>Takes a question back: whoever asked it can, and the admins.</summary>
public sealed class NudgeWithdrawal(BotDb db, NudgeMessages messages, AuditLog audit, TimeProvider clock)
{
    public async Task<Reply> TakeBackAsync(Request request, OrganisationEvidence evidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Guid.TryParseExact(request.Text(NudgeCards.NudgeInput), "N", out var id))
            return new Reply(UpgradeTexts.TakeBackFirst);
        var (viewer, me) = (request.Viewer, request.Viewer.AuditName.ToLowerInvariant());
        var nudge = await db.Nudges.FirstOrDefaultAsync(row => row.Id == id && row.ClosedAt == null && (row.AskedBy == me || viewer.IsAdmin), cancellationToken);
        if (nudge is null)
            return Note(UpgradeTexts.TakeBackGone);
        (nudge.ClosedAt, nudge.Revision) = (clock.GetUtcNow(), nudge.Revision + 1);
        audit.Add(viewer.AuditName, AuditActions.NudgeTakenBack, nudge.Person, after: nudge.ItemId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Note(UpgradeTexts.TakeBackGone); // answered in this moment: the list says what
        }

        await messages.WithdrawAsync([nudge], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        var name = new PeopleShown(evidence, request).NameOrSomebody(nudge.Person);
        return Note(Language.Format(UpgradeTexts.TakenBack, NudgeWords.Short(nudge, NudgeSubject.Of(nudge, evidence), name)));
    }

    private static Reply Note(string text) =>
        new(text, CardParts.Card([new TextBlock(text)], text, new ExecuteAction(UpgradeTexts.ButtonNudges, NudgesCommand.Info.ShowVerb)));
}

using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Conversation;

/// <summary>Where the asking person is in a dialog of this conversation. A dialog that nobody went on with for a day is over.</summary>
public sealed class OpenDialogs(BotDb db, CurrentConversation conversation, TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <returns>Null when there is none, or its time is over; not tracked.</returns>
    public async Task<OpenDialog?> FindAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (conversation.Id is not { } id || viewer.ObjectId is not { } person)
            return null;
        var open = await db.OpenDialogs.AsNoTracking()
            .FirstOrDefaultAsync(dialog => dialog.ConversationId == id && dialog.ObjectId == person, cancellationToken);
        return open?.ExpiresAt > clock.GetUtcNow() ? open : null;
    }

    /// <summary>Begins a dialog in the place of whichever was open.</summary>
    /// <returns>Null for somebody who cannot have one, since they are not known.</returns>
    public async Task<OpenDialog?> OpenAsync(Viewer viewer, string name, string step, string? data, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (conversation.Id is not { } id || viewer.ObjectId is not { } person)
            return null;
        var now = clock.GetUtcNow();
        await CloseAsync(viewer, cancellationToken);
        var opened = new OpenDialog
        {
            ConversationId = id,
            ObjectId = person,
            Name = name,
            Step = step,
            Data = data,
            ExpiresAt = now + Kept,
            Id = Guid.CreateVersion7(now),
        };
        db.OpenDialogs.Add(opened);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
        {
            return await FindAsync(viewer, cancellationToken); // another message of the same person began one first
        }
        finally
        {
            db.Entry(opened).State = EntityState.Detached;
        }

        return opened;
    }

    /// <returns>False when the step was taken by another answer already, so that nothing may come of this one.</returns>
    public async Task<bool> MoveAsync(OpenDialog from, string step, string? data, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(from);
        var until = clock.GetUtcNow() + Kept;
        return await db.OpenDialogs
            .Where(row => row.ConversationId == from.ConversationId && row.ObjectId == from.ObjectId && row.Id == from.Id && row.Revision == from.Revision)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(dialog => dialog.Step, step)
                    .SetProperty(dialog => dialog.Data, data)
                    .SetProperty(dialog => dialog.ExpiresAt, until)
                    .SetProperty(dialog => dialog.Revision, dialog => dialog.Revision + 1),
                cancellationToken) == 1;
    }

    /// <returns>False when another answer has moved or closed it already, so that nothing may come of this one.</returns>
    public async Task<bool> CloseAsync(OpenDialog from, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(from);
        return await db.OpenDialogs
            .Where(row => row.ConversationId == from.ConversationId && row.ObjectId == from.ObjectId && row.Id == from.Id && row.Revision == from.Revision)
            .ExecuteDeleteAsync(cancellationToken) == 1;
    }

    /// <summary>Closes whatever the person has open in this conversation.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> CloseAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var (id, person) = (conversation.Id, viewer.ObjectId);
        return await db.OpenDialogs.Where(row => row.ConversationId == id && row.ObjectId == person).ExecuteDeleteAsync(cancellationToken) > 0;
    }
}

/// <summary>What every dialog is asked for beside its own buttons, as the action of a request.</summary>
public static class DialogActions
{
    /// <summary>A short card that says what is waited for, with buttons to go on and to leave.</summary>
    public const string Where = "where";

    public const string Back = "back";

    public const string Cancel = "cancel";

    /// <summary>Words that the dialog takes (<see cref="CommandInfo.TakesText"/>); they are the request's argument.</summary>
    public const string Text = "text";
}

using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.AccountLink.SignIn;

/// <summary>Writes down what was refused: in the log without saying of whom, in the audit log with the person.</summary>
public sealed partial class SignInRefusals(BotDb db, AuditLog audit, ILogger<SignInRefusals> logger)
{
    /// <summary>A link can be opened, and a code be brought, as often as somebody likes: the audit log says the same of one sign-in once.</summary>
    /// <param name="attempt">Null when it is not known whose sign-in it was, so that there is nothing for the audit log.</param>
    /// <param name="reason">One of <see cref="AuditReasons"/>.</param>
    public async Task NoteAsync(SignInAttempt? attempt, string reason, CancellationToken cancellationToken)
    {
        if (attempt is not null && !await IsToldAsync(attempt, reason, cancellationToken))
            await NoteAsync(attempt.Person, reason, cancellationToken);
        else
            Log.Refused(logger, reason);
    }

    /// <param name="person">Work address of somebody who has begun no sign-in.</param>
    /// <param name="reason">One of <see cref="AuditReasons"/>.</param>
    public async Task NoteAsync(string person, string reason, CancellationToken cancellationToken)
    {
        Log.Refused(logger, reason);
        audit.Add(person, AuditActions.AccountRefused, person, after: reason);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Nobody can sign in until an admin has mended it.</summary>
    /// <param name="error">Of the words in <see cref="SignInFailures"/>, never what a browser or the service wrote.</param>
    public void NoteMisconfigured(string error) => Log.Misconfigured(logger, error);

    /// <summary>Since this sign-in began; that of an older link of the same person counts too, which the audit log could not tell apart.</summary>
    private Task<bool> IsToldAsync(SignInAttempt attempt, string reason, CancellationToken cancellationToken) => db.Audit.AnyAsync(
        entry => entry.At >= attempt.CreatedAt && entry.Action == AuditActions.AccountRefused && entry.By == attempt.Person && entry.After == reason,
        cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "A sign-in to a Microsoft account was refused: {Reason}.")]
        public static partial void Refused(ILogger logger, string reason);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "The sign-in service refuses the bot's registration: {Error}. Look at MicrosoftAccount:ClientId, MicrosoftAccount:ClientSecret "
                + "(has it expired?) and the redirect URI that is registered.")]
        public static partial void Misconfigured(ILogger logger, string error);
    }
}

using CompetencyBot.Storage;

namespace CompetencyBot.Features.AccountLink.SignIn;

/// <summary>Writes down what was refused: in the log without saying of whom, in the audit log with the person.</summary>
public sealed partial class SignInRefusals(BotDb db, AuditLog audit, ILogger<SignInRefusals> logger)
{
    /// <param name="person">Work address; null when it is not known whose sign-in it was, so that there is nothing for the audit log.</param>
    /// <param name="reason">One of <see cref="AuditReasons"/>.</param>
    public async Task NoteAsync(string? person, string reason, CancellationToken cancellationToken)
    {
        Log.Refused(logger, reason);
        if (person is null)
            return;
        audit.Add(person, AuditActions.AccountRefused, person, after: reason);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "A sign-in to a Microsoft account was refused: {Reason}.")]
        public static partial void Refused(ILogger logger, string reason);
    }
}

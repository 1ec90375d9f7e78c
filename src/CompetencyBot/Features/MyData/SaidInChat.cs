using System.Globalization;
using CompetencyBot.Conversation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.MyData;

/// <summary>What people have said and chosen in chat, and what they were asked: all of it goes when they want it.</summary>
internal static class SaidInChat
{
    public static IReadOnlyList<OwnTable> Tables { get; } =
    [
        new OwnTable<Preference, Preference>(
            "preferences", [nameof(Preference.ObjectId)], () => MyDataTexts.TablePreferences, () => MyDataTexts.FromChat, () => MyDataTexts.SeenByYou,
            (db, me) => db.Preferences.Where(row => me.Names.Contains(row.ObjectId)),
            row => row,
            row => new() { ["language"] = row.Language, ["darkPictures"] = row.DarkPictures, ["changedAt"] = Time(row.ChangedAt) })
        { Detail = row => (string?)row["language"] },
        new OwnTable<OwnReminder, OwnReminder>(
            "reminders", [nameof(OwnReminder.Person)], () => MyDataTexts.TableReminders, () => MyDataTexts.FromChat, () => MyDataTexts.SeenByYou,
            (db, me) => db.OwnReminders.Where(row => me.Names.Contains(row.Person)).OrderBy(row => row.ItemId),
            row => row,
            row => new() { ["item"] = row.ItemId, ["daysBefore"] = row.DaysBefore, ["askedAt"] = Time(row.AskedAt) }),
        new OwnTable<LinkedAccount, LinkedAccount>(
            "accounts", [nameof(LinkedAccount.Person), nameof(LinkedAccount.Subject), nameof(LinkedAccount.Address), nameof(LinkedAccount.Name)],
            () => MyDataTexts.TableAccounts, () => MyDataTexts.FromSignIn, () => MyDataTexts.SeenByAdminsMasked,
            (db, me) => db.LinkedAccounts.Where(row => me.Names.Contains(row.Person)).OrderBy(row => row.VerifiedAt),
            row => row,
            row => new()
            {
                ["address"] = row.Address,
                ["name"] = row.Name,
                ["verifiedAt"] = Time(row.VerifiedAt),
                ["reportedAt"] = Time(row.ReportedAt),
                ["confirmedAt"] = Time(row.ConfirmedAt),
                ["confirmedBy"] = row.Source,
                ["endedAt"] = Time(row.EndedAt),
                ["end"] = row.End?.ToString(),
            })
        { Detail = row => MaskedAddress.OnCard((string?)row["address"] ?? "") },
        new OwnTable<SignInAttempt, SignInAttempt>( // whoever signed in may be a stranger: their address is not shown
            "signIns",
            [nameof(SignInAttempt.Person), nameof(SignInAttempt.ObjectId), nameof(SignInAttempt.Subject), nameof(SignInAttempt.Address), nameof(SignInAttempt.Name)],
            () => MyDataTexts.TableSignIns, () => MyDataTexts.FromSignIn, () => MyDataTexts.SeenByNobody,
            (db, me) => db.SignInAttempts.Where(row => me.Names.Contains(row.Person) || me.Names.Contains(row.ObjectId)).OrderBy(row => row.CreatedAt),
            row => row,
            row => new() { ["createdAt"] = Time(row.CreatedAt), ["expiresAt"] = Time(row.ExpiresAt), ["signedInAt"] = Time(row.SignedInAt), ["closedAt"] = Time(row.ClosedAt) }),
        new OwnTable<LinkAsk, LinkAsk>(
            "linkAsks", [nameof(LinkAsk.Person)], () => MyDataTexts.TableLinkAsks, () => MyDataTexts.FromChat, () => MyDataTexts.SeenByAdmins,
            (db, me) => db.LinkAsks.Where(row => me.Names.Contains(row.Person)),
            row => row,
            row => new()
            {
                ["askedAt"] = Time(row.AskedAt),
                ["times"] = row.Times,
                ["answer"] = row.Answer?.ToString(),
                ["answeredAt"] = Time(row.AnsweredAt),
                ["laterUntil"] = Day(row.LaterUntil),
            }),
        new OwnTable<Nudge, Nudge>(
            "nudges", [nameof(Nudge.Person)], () => MyDataTexts.TableNudges, () => MyDataTexts.FromChat, () => MyDataTexts.SeenByAsker,
            (db, me) => db.Nudges.Where(row => me.Names.Contains(row.Person)).OrderBy(row => row.AskedAt),
            row => row,
            row => new()
            {
                ["edition"] = row.EditionId,
                ["item"] = row.ItemId,
                ["competency"] = row.CompetencyId,
                ["level"] = row.Level,
                ["askedAt"] = Time(row.AskedAt),
                ["answer"] = row.Answer?.ToString(),
                ["answeredAt"] = Time(row.AnsweredAt),
                ["passBy"] = Day(row.PassBy),
                ["laterOn"] = Day(row.LaterOn),
            }),
        new OwnTable<Snooze, Snooze>(
            "snoozes", [nameof(Snooze.Person)], () => MyDataTexts.TableSnoozes, () => MyDataTexts.FromChat, () => MyDataTexts.SeenByYou,
            (db, me) => db.Snoozes.Where(row => me.Names.Contains(row.Person)).OrderBy(row => row.Until),
            row => row,
            row => new() { ["until"] = Day(row.Until) }),
        new OwnTable<OpenDialog, OpenDialog>(
            "openDialogs", [nameof(OpenDialog.ObjectId), nameof(OpenDialog.Data)], () => MyDataTexts.TableDialogs, () => MyDataTexts.FromChat, () => MyDataTexts.SeenByYou,
            (db, me) => db.OpenDialogs.Where(row => me.Names.Contains(row.ObjectId)).OrderBy(row => row.ExpiresAt),
            row => row,
            row => new() { ["command"] = row.Name, ["step"] = row.Step, ["expiresAt"] = Time(row.ExpiresAt) }),
        new OwnTable<ReceivedFile, FileName>(
            "droppedFiles", [nameof(ReceivedFile.SentBy), nameof(ReceivedFile.Name), nameof(ReceivedFile.Content)],
            () => MyDataTexts.TableFiles, () => MyDataTexts.FromChat, () => MyDataTexts.SeenByYou,
            (db, me) => db.ReceivedFiles.Where(row => me.Names.Contains(row.SentBy)).OrderBy(row => row.At),
            row => new FileName(row.Name, row.At),
            row => new() { ["name"] = row.Name, ["at"] = Time(row.At) }),
    ];

    public static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture);

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Not with its content, which may be large and is the organisation's.</summary>
    internal sealed record FileName(string Name, DateTimeOffset At);
}

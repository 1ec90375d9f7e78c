using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Reminders;

/// <summary>That a certificate lapses, to be told to its holder or to the holder's manager, so many days before.</summary>
/// <param name="Recipient">Work address in lower case.</param>
/// <param name="IsOwn">Whether the recipient holds the certificate.</param>
/// <param name="Rung">The day of the ladder that has come, in days before the last valid day; the latest one only.</param>
public sealed record CertificateFact(string Recipient, bool IsOwn, LapsingCertificate Certificate, int Rung)
{
    /// <summary>Whether the holder has asked to be told on just this day.</summary>
    public bool IsWished { get; init; }

    /// <summary>All keys of such facts begin with it.</summary>
    public const string Prefix = "certificate|";

    /// <summary>A renewed certificate has another last day, and so other keys.</summary>
    public string Key => Prefix + string.Join(
        '|',
        Recipient,
        Certificate.Person.UserPrincipalName.ToLowerInvariant(),
        Certificate.Item.Id,
        Phrases.ShortDate(Certificate.LastDay),
        Rung.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Everything that somebody is to know by today, whether or not it was told. What is wished for a usual day is the same fact.</summary>
    /// <param name="wished">What holders have asked for, as <see cref="OwnReminder.DaysBefore"/>, by work address in lower case and item.</param>
    public static IEnumerable<CertificateFact> Of(
        IEnumerable<LapsingCertificate> lapsing, RenewalOptions settings, IReadOnlyDictionary<(string Person, string ItemId), int> wished, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(lapsing);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(wished);
        var (holders, managers) = (LadderOf(settings.HolderDays), LadderOf(settings.ManagerDays));
        foreach (var certificate in lapsing)
        {
            var holder = certificate.Person.UserPrincipalName.ToLowerInvariant();
            int? wish = wished.TryGetValue((holder, certificate.Item.Id), out var days) ? days : null;
            if (wish != OwnReminder.NotAtAll && holders.LastRung(certificate.LastDay, today) is { } own && -own != wish)
                yield return new CertificateFact(holder, true, certificate, -own);
            if (wish > OwnReminder.NotAtAll && certificate.LastDay.DayNumber - wish <= today.DayNumber)
                yield return new CertificateFact(holder, true, certificate, wish.Value) { IsWished = true };
            if (certificate.Person.ManagerUserPrincipalName?.ToLowerInvariant() is { } manager && manager != holder
                && managers.LastRung(certificate.LastDay, today) is { } report)
                yield return new CertificateFact(manager, false, certificate, -report);
        }
    }

    private static Ladder LadderOf(IEnumerable<int> daysBefore) => new(daysBefore.Select(days => -days));
}

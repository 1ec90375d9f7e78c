using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Hosting;

namespace CompetencyBot.Features.Reminders;

/// <summary>That a certificate lapses, to be told to its holder or to the holder's manager, so many days before.</summary>
/// <param name="Recipient">Work address in lower case.</param>
/// <param name="IsOwn">Whether the recipient holds the certificate.</param>
/// <param name="Rung">The day of the ladder that has come, in days before the last valid day; the latest one only.</param>
public sealed record CertificateFact(string Recipient, bool IsOwn, LapsingCertificate Certificate, int Rung)
{
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

    /// <summary>Everything that somebody is to know by today, whether or not it was told.</summary>
    public static IEnumerable<CertificateFact> Of(IEnumerable<LapsingCertificate> lapsing, RenewalOptions settings, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(lapsing);
        ArgumentNullException.ThrowIfNull(settings);
        var (holders, managers) = (LadderOf(settings.HolderDays), LadderOf(settings.ManagerDays));
        foreach (var certificate in lapsing)
        {
            var holder = certificate.Person.UserPrincipalName.ToLowerInvariant();
            if (holders.LastRung(certificate.LastDay, today) is { } own)
                yield return new CertificateFact(holder, true, certificate, -own);
            if (certificate.Person.ManagerUserPrincipalName?.ToLowerInvariant() is { } manager && manager != holder
                && managers.LastRung(certificate.LastDay, today) is { } report)
                yield return new CertificateFact(manager, false, certificate, -report);
        }
    }

    private static Ladder LadderOf(IEnumerable<int> daysBefore) => new(daysBefore.Select(days => -days));
}

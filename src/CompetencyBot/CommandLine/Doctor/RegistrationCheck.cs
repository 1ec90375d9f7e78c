using CompetencyBot.BotFramework.Hosting;

namespace CompetencyBot.CommandLine.Doctor;

/// <summary>The bot's app registration: id, type, tenant and credential. What the start refuses is said in the start's own words.</summary>
public static class RegistrationCheck
{
    /// <summary>Time in which somebody can still order and install a new certificate.</summary>
    private static readonly TimeSpan ExpirySoon = TimeSpan.FromDays(30);

    public static IEnumerable<Finding> Run(Installation installation)
    {
        ArgumentNullException.ThrowIfNull(installation);
        var wire = installation.Wire;
        foreach (var fault in installation.WireFaults)
            yield return new Finding(Mark.Problem, fault);
        if (installation.IsAnonymous)
            yield break;

        if (!Guid.TryParse(wire.AppId, out var id) || id == Guid.Empty)
            yield return Finding.Problem(DoctorTexts.AppIdNotGuid, wire.AppId);
        if (!string.IsNullOrWhiteSpace(wire.TenantId) && !IsTenant(wire.TenantId))
            yield return Finding.Problem(DoctorTexts.TenantNotGuid, wire.TenantId);
        if (installation.WireFaults.Count > 0)
            yield break;

        yield return Finding.Good(DoctorTexts.Registration, wire.AppId, wire.AppType, wire.TenantId ?? "–");
        yield return Credential(wire, installation.Clock.GetUtcNow());
        yield return Finding.Good(DoctorTexts.TrustedHosts, string.Join(", ", wire.ServiceHosts));
    }

    /// <summary>A GUID, or a verified domain of the tenant: Microsoft Entra takes both.</summary>
    private static bool IsTenant(string id) => Guid.TryParse(id, out _)
        || (Uri.CheckHostName(id) == UriHostNameType.Dns && id.Contains('.', StringComparison.Ordinal));

    private static Finding Credential(BotFrameworkOptions wire, DateTimeOffset now)
    {
        if (!string.IsNullOrWhiteSpace(wire.TokenEndpoint))
            return Finding.Note(DoctorTexts.TokenEndpoint, wire.TokenEndpoint);
        if (wire.AppType == BotFrameworkOptions.UserAssignedMSI)
            return Finding.Good(DoctorTexts.ManagedIdentity);
        if (WireCheck.CertificateValidity(wire) is not { } valid)
            return Finding.Good(DoctorTexts.SecretSet);
        if (now < valid.From)
            return Finding.Problem(DoctorTexts.CertificateTooEarly, wire.CertificatePath, valid.From);
        if (now > valid.Until)
            return Finding.Problem(DoctorTexts.CertificateExpired, wire.CertificatePath, valid.Until);
        return now > valid.Until - ExpirySoon
            ? Finding.Note(DoctorTexts.CertificateExpiresSoon, wire.CertificatePath, valid.Until)
            : Finding.Good(DoctorTexts.Certificate, wire.CertificatePath, valid.Until);
    }
}

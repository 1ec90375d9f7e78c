using System.Runtime.CompilerServices;
using CompetencyBot.Hosting;
using CompetencyBot.Sources.Insights;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.CommandLine.Doctor;

/// <summary>Whether reports are fetched from Partner Center, whether an account is connected, and whether anything is wrong with them.</summary>
public static class PartnerCenterCheck
{
    public static async IAsyncEnumerable<Finding> RunAsync(Installation installation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(installation);
        var options = installation.Configuration.GetSection(PartnerCenterOptions.Section).Get<PartnerCenterOptions>() ?? new();
        var address = installation.Configuration.GetSection(PublicAddressOptions.Section).Get<PublicAddressOptions>() ?? new();
        string[] problems = [.. options.Problems(installation.Environment, installation.Organisation, address)];
        foreach (var problem in problems)
            yield return new Finding(Mark.Problem, problem);
        if (!options.Enabled)
            yield return Finding.Good(DoctorTexts.PartnerCenterOff);
        else if (problems.Length == 0 && (await installation.DatabaseAsync(cancellationToken)).IsReady)
            foreach (var finding in await ConnectionAsync(installation, cancellationToken))
                yield return finding;
    }

    private static async Task<IReadOnlyList<Finding>> ConnectionAsync(Installation installation, CancellationToken cancellationToken)
    {
        await using var scope = installation.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotDb>();
        if (!await db.Secrets.AnyAsync(secret => secret.Name == InsightsVault.Name, cancellationToken))
            return [Finding.Note(DoctorTexts.PartnerCenterNotConnected)];
        var troubled = await db.InsightsDatasets.AsNoTracking().Where(row => row.Problem != null).OrderBy(row => row.Kind).ToListAsync(cancellationToken);
        return troubled.Count == 0
            ? [Finding.Good(DoctorTexts.PartnerCenterConnected)]
            : [.. troubled.Select(row => Finding.Note(DoctorTexts.PartnerCenterTrouble, InsightsWords.NameOf(row), Finding.Sentence(InsightsWords.ProblemOf(row))))];
    }
}

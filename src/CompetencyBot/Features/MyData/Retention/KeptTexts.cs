using System.Text.Json;
using System.Text.RegularExpressions;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.MyData.Retention;

/// <summary>
/// Puts a pseudonym in the place of whatever names somebody in texts that are kept: entries of the audit log, where what was changed may be a list of people and what it
/// was about a key, and the reports of imports, which quote rows.
/// </summary>
#pragma warning disable CA1304, CA1311, CA1862 // becomes lower() of the database; what has a culture or a comparison is not translated
public sealed class KeptTexts(BotDb db)
{
    /// <param name="names">Addresses and ids; null and the same twice do no harm.</param>
    /// <returns>How many texts are others now.</returns>
    public async Task<int> CleanAsync(IEnumerable<string?> names, string pseudonym, CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var name in names.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
            changed += await AuditAsync(name, pseudonym, cancellationToken) + await ImportsAsync(name, pseudonym, cancellationToken);
        return changed;
    }

    private async Task<int> AuditAsync(string name, string pseudonym, CancellationToken cancellationToken)
    {
        var (low, whole) = (name.ToLowerInvariant(), Whole(name));
        var entries = await db.Audit.AsNoTracking().Where(entry => (entry.Subject != null && entry.Subject.ToLower().Contains(low))
            || (entry.Before != null && entry.Before.ToLower().Contains(low)) || (entry.After != null && entry.After.ToLower().Contains(low))).ToListAsync(cancellationToken);
        foreach (var entry in entries)
        {
            var (subject, before, after) = (Clean(entry.Subject), Clean(entry.Before), Clean(entry.After));
            await db.Audit.Where(row => row.Id == entry.Id).ExecuteUpdateAsync(
                row => row.SetProperty(r => r.Subject, subject).SetProperty(r => r.Before, before).SetProperty(r => r.After, after), cancellationToken);
        }

        return entries.Count;

        string? Clean(string? text) => text is null ? null : whole.Replace(text, pseudonym);
    }

    private async Task<int> ImportsAsync(string name, string pseudonym, CancellationToken cancellationToken)
    {
        var inJson = JsonEncodedText.Encode(name).ToString();
        var (low, lowInJson, whole, wholeInJson) = (name.ToLowerInvariant(), inJson.ToLowerInvariant(), Whole(name), Whole(inJson));
        var runs = await db.ImportRuns.AsNoTracking().Where(run => run.ReportEn.ToLower().Contains(low) || run.ReportZhTw.ToLower().Contains(low)
            || (run.DryRun != null && run.DryRun.ToLower().Contains(lowInJson))).ToListAsync(cancellationToken);
        foreach (var run in runs)
        {
            var (english, chinese) = (whole.Replace(run.ReportEn, pseudonym), whole.Replace(run.ReportZhTw, pseudonym));
            var dryRun = run.DryRun is null ? null : wholeInJson.Replace(run.DryRun, pseudonym);
            await db.ImportRuns.Where(row => row.Id == run.Id).ExecuteUpdateAsync(
                row => row.SetProperty(r => r.ReportEn, english).SetProperty(r => r.ReportZhTw, chinese).SetProperty(r => r.DryRun, dryRun), cancellationToken);
        }

        return runs.Count;
    }

    /// <summary>Not where it is but a part of another address or number.</summary>
    private static Regex Whole(string name) => new($@"(?<![\w.+-]){Regex.Escape(name)}(?![\w-])(?!\.\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}

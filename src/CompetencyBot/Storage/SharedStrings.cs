using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Storage;

/// <summary>One string for all that are the same: an export names each person and each exam again and again, and a database gives a new string each time.</summary>
internal sealed class SharedStrings
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public TrainingRecord In(TrainingRecord row) => row with
    {
        ActivityId = Of(row.ActivityId)!,
        Title = Of(row.Title),
        Email = Of(row.Email),
        CorpEmail = Of(row.CorpEmail),
        McpId = Of(row.McpId),
        ActivationStatus = Of(row.ActivationStatus),
    };

    private string? Of(string? text)
    {
        if (text is null)
            return null;
        if (_known.TryGetValue(text, out var known))
            return known;
        _known.Add(text);
        return text;
    }
}

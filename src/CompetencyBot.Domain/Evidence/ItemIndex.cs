using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evidence;

/// <summary>
/// Finds the catalogue item of a training row: by code, else by id (a bare one also after <c>cert:</c>), else by a title that only one item has.
/// </summary>
internal sealed class ItemIndex
{
    private const string Certification = "cert:";

    private readonly Dictionary<string, string> _byCodeOrId = new(TextKey.Comparer);
    private readonly Dictionary<string, string?> _byTitle = new(TextKey.Comparer);

    public ItemIndex(Edition edition)
    {
        foreach (var item in edition.Items.Values)
            if (item.Code is not null)
                _byCodeOrId.Add(TextKey.Of(item.Code), item.Id);
        foreach (var item in edition.Items.Values)
        {
            _byCodeOrId.TryAdd(TextKey.Of(item.Id), item.Id);
            if (!item.Id.Contains(':', StringComparison.Ordinal))
                _byCodeOrId.TryAdd(TextKey.Of(Certification + item.Id), item.Id);
            if (!_byTitle.TryAdd(TextKey.OfTitle(item.Title), item.Id))
                _byTitle[TextKey.OfTitle(item.Title)] = null;
        }
    }

    public (string? ItemId, bool Ambiguous) Find(TrainingRecord row)
    {
        if (_byCodeOrId.TryGetValue(TextKey.Of(row.ActivityId), out var itemId))
            return (itemId, false);
        return row.Title is not null && _byTitle.TryGetValue(TextKey.OfTitle(row.Title), out var titled)
            ? (titled, titled is null)
            : (null, false);
    }
}

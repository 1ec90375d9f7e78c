using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace CompetencyBot.Sources;

/// <summary>Where the columns of a format stand in one file. Names match without case, spaces and underscores, in any order.</summary>
internal sealed class Header
{
    /// <summary>Some programs put a second one before the first name.</summary>
    private const char ByteOrderMark = '\uFEFF';

    private readonly FrozenDictionary<string, int> positions;

    private Header(FrozenDictionary<string, int> positions, ImmutableArray<string> unknown, Rejection? rejection)
    {
        this.positions = positions;
        Unknown = unknown;
        Rejection = rejection;
    }

    public ImmutableArray<string> Unknown { get; }

    public Rejection? Rejection { get; }

    public int? PositionOf(string column) => positions.TryGetValue(column, out var position) ? position : null;

    public static Header Match<T>(IReadOnlyList<string> names, FileFormat<T> format)
    {
        var known = format.Columns.ToDictionary(column => Key(column.Name), StringComparer.OrdinalIgnoreCase);
        var positions = new Dictionary<string, int>();
        var unknown = ImmutableArray.CreateBuilder<string>();
        Rejection? repeated = null;
        for (var position = 0; position < names.Count; position++)
        {
            if (!known.TryGetValue(Key(names[position]), out var column))
                unknown.Add(NameOf(names[position], position));
            else if (!positions.TryAdd(column.Name, position))
                repeated ??= new(RejectionReason.RepeatedColumn, column.Name);
        }

        // UTF-16 without a mark reads as UTF-8 with a NUL beside each letter.
        var rejection = names.Count == 0 ? new(RejectionReason.NoHeader)
            : names.Any(name => name.Contains('\0', StringComparison.Ordinal)) ? new(RejectionReason.NotUtf8)
            : Missing(format, positions) ?? repeated;
        return new(positions.ToFrozenDictionary(), unknown.ToImmutable(), rejection);
    }

    private static Rejection? Missing<T>(FileFormat<T> format, Dictionary<string, int> positions)
    {
        var missing = format.Columns
            .Where(column => column.Required && !positions.ContainsKey(column.Name))
            .Select(column => column.Name)
            .ToList();
        if (!format.OneOf.IsEmpty && !format.OneOf.Any(positions.ContainsKey))
            missing.Add(string.Join(" / ", format.OneOf));
        return missing.Count == 0 ? null : new(RejectionReason.MissingColumn, string.Join(", ", missing));
    }

    private static string Key(string name) => string.Concat(name.Where(letter => letter is not ('_' or ByteOrderMark) && !char.IsWhiteSpace(letter)));

    private static string NameOf(string name, int position) =>
        string.IsNullOrWhiteSpace(name) ? string.Create(CultureInfo.InvariantCulture, $"#{position + 1}") : name.Trim();
}

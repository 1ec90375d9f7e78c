namespace CompetencyBot.Domain.Catalogue;

/// <summary>A place in an edition file, so that whatever is wrong there is reported with file, line and JSON path.</summary>
internal readonly record struct Place(EditionText File, string JsonPath)
{
    public Place At(string member) => this with { JsonPath = $"{JsonPath}.{member}" };

    public Place At(int index) => this with { JsonPath = $"{JsonPath}[{index}]" };

    public CatalogueException Refuse(string reason) => new(File.Name, File.LineOf(JsonPath), JsonPath, reason);

    public string Text(string? value, string member) =>
        string.IsNullOrWhiteSpace(value) ? throw At(member).Refuse("is missing or empty")
        : value.Trim() != value ? throw At(member).Refuse("has spaces around it")
        : value;

    public T Value<T>(T? value, string member) where T : struct => value ?? throw At(member).Refuse("is missing");

    public T Part<T>(T? value, string member) where T : class => value ?? throw At(member).Refuse("is missing");

    /// <summary>One of the words the format knows; a word it does not know is refused, never skipped.</summary>
    public T Choice<T>(string? value, string member, params ReadOnlySpan<(string Word, T Meaning)> choices)
    {
        foreach (var (word, meaning) in choices)
            if (word == value)
                return meaning;
        var known = string.Join(", ", choices.ToArray().Select(choice => choice.Word));
        throw At(member).Refuse(value is null ? $"is missing; it is one of {known}" : $"'{value}' is not one of {known}");
    }

    /// <summary>Reads every element of a list that must not be empty.</summary>
    public IReadOnlyList<TOut> Each<TIn, TOut>(TIn?[]? values, string member, Func<Place, TIn, TOut> read) where TIn : class =>
        values is null or [] ? throw At(member).Refuse("is missing or empty") : EachOrNone(values, member, read);

    public IReadOnlyList<TOut> EachOrNone<TIn, TOut>(TIn?[]? values, string member, Func<Place, TIn, TOut> read) where TIn : class
    {
        var place = At(member);
        return [.. (values ?? []).Select((value, index) => read(place.At(index), value ?? throw place.At(index).Refuse("is null")))];
    }

    /// <summary>Refuses a list in which two elements share a key.</summary>
    public void Unique<T>(IEnumerable<T> values, string member, Func<T, string?> key, string what)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, value) in values.Index())
            if (key(value) is { } text && !seen.Add(text))
                throw At(member).At(index).Refuse($"the {what} '{text}' appears twice");
    }
}

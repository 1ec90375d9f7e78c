using CompetencyBot.Domain.Catalogue;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Hosting;

/// <param name="Editions">The editions that ship, with those of the organisation added or put in their place.</param>
/// <param name="Problems">What is wrong with the organisation's own, a sentence each; such files are left out.</param>
public sealed record EditionReading(EditionSet Editions, IReadOnlyList<string> Problems)
{
    public static EditionReading Shipped { get; } = new(EditionSet.Shipped, []);
}

/// <summary>The organisation's own editions: every <c>*.json</c> of a folder, each named after the id of its edition.</summary>
public static class EditionFolder
{
    /// <summary>Read once; a changed file needs a new start.</summary>
    public static void AddEditions(this IServiceCollection services) => services
        .AddSingleton(provider => Read(provider.GetRequiredService<IOptions<OrganisationOptions>>().Value.EditionsFolder))
        .AddSingleton(provider => provider.GetRequiredService<EditionReading>().Editions);

    /// <param name="folder">Null or empty = none.</param>
    /// <param name="known">What the folder adds to; null = the editions that ship.</param>
    public static EditionReading Read(string? folder, EditionReading? known = null)
    {
        known ??= EditionReading.Shipped;
        if (string.IsNullOrWhiteSpace(folder))
            return known;
        var editions = new List<Edition>();
        var problems = new List<string>(known.Problems);
        try
        {
            foreach (var file in Directory.EnumerateFiles(Path.GetFullPath(folder), "*.json").Order(StringComparer.Ordinal))
                Read(file, editions, problems);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problems.Add($"The folder of editions \"{folder}\" cannot be read: {fault.Message}");
        }

        return new EditionReading(known.Editions.With(editions), problems);
    }

    private static void Read(string path, List<Edition> editions, List<string> problems)
    {
        try
        {
            using var file = File.OpenRead(path);
            editions.Add(EditionFile.Parse(file, path));
        }
        catch (CatalogueException fault)
        {
            problems.Add(fault.Message);
        }
    }
}

namespace CompetencyBot.Sources;

/// <param name="Separator">Between the fields of its header.</param>
/// <param name="Rejection">Why a file of this kind could not be used, as far as its header tells; null when it could.</param>
internal sealed record RecognisedFile(FileKind Kind, char Separator, Rejection? Rejection);

/// <summary>
/// Says which kind of evidence a file is: by its name, as in the import folder, else by its header, since a file that was downloaded or
/// sent twice is called <c>people (1).csv</c>. Only the header is read.
/// </summary>
internal static class FileRecognition
{
    private static readonly char[] Separators = [',', '\t'];

    /// <param name="content">In UTF-8; its beginning is enough.</param>
    /// <returns>Null for a file that is not evidence.</returns>
    public static RecognisedFile? Of(string name, byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        return Of(name, stream);
    }

    /// <param name="content">In UTF-8, and such that it can be read more than once.</param>
    /// <returns>Null for a file that is not evidence.</returns>
    public static RecognisedFile? Of(string name, Stream content) => FileKinds.Of(name) is { } kind
        ? OfKind(kind, FileKinds.SeparatorOf(name) ?? ',', content)
        : ByColumns(content);

    /// <returns>Null for a file whose columns are not those of evidence.</returns>
    public static RecognisedFile? ByColumns(Stream content) => Separators.SelectMany(separator => Fitting(content, separator)).FirstOrDefault();

    private static RecognisedFile OfKind(FileKind kind, char named, Stream content)
    {
        var asNamed = new RecognisedFile(kind, named, Match(kind, ReadHeader(content, named)));
        // Fields parted by tabs in a file that calls itself CSV are common enough.
        return asNamed.Rejection is null ? asNamed : Fitting(content, Other(named)).FirstOrDefault(file => file.Kind == kind) ?? asNamed;
    }

    private static IEnumerable<RecognisedFile> Fitting(Stream content, char separator)
    {
        var names = ReadHeader(content, separator);
        return Enum.GetValues<FileKind>().Where(kind => Match(kind, names) is null).Select(kind => new RecognisedFile(kind, separator, null));
    }

    private static char Other(char separator) => Separators.First(other => other != separator);

    private static IReadOnlyList<string> ReadHeader(Stream content, char separator)
    {
        content.Position = 0;
        using var table = new CsvTable(content, separator);
        return table.ReadHeader();
    }

    private static Rejection? Match(FileKind kind, IReadOnlyList<string> names) => kind switch
    {
        FileKind.People => Header.Match(names, FileFormats.People()).Rejection,
        FileKind.TrainingCompletions => Header.Match(names, FileFormats.Training).Rejection,
        FileKind.CompetencyPerformanceRequirement => Header.Match(names, FileFormats.Performance).Rejection,
        FileKind.CompetencySummaryHistory => Header.Match(names, FileFormats.History).Rejection,
        FileKind.Membership => Header.Match(names, FileFormats.Membership).Rejection,
        FileKind.CapabilityMetrics => Header.Match(names, FileFormats.Capabilities).Rejection,
        _ => throw new InvalidOperationException($"No format for {kind}."),
    };
}

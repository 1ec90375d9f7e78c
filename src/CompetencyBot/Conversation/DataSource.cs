using CompetencyBot.Sources;
using CompetencyBot.Storage;

namespace CompetencyBot.Conversation;

/// <summary>Which data said something: the kind of file and the day of its import, as it is kept and as it is read.</summary>
public static class DataSource
{
    /// <param name="kind">Of <see cref="EvidenceSnapshot.Kind"/>.</param>
    /// <param name="zone">Whose day it is.</param>
    /// <returns>For example <c>people 2018-03-02</c>.</returns>
    public static string Of(FileKind kind, DateTimeOffset importedAt, TimeZoneInfo zone) =>
        $"{FileKinds.StemOf(kind)} {Phrases.ShortDate(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(importedAt, zone).DateTime))}";

    /// <returns>For example <c>the file people of 2018-03-02</c>; what was not written here as it is.</returns>
    public static string Words(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Split(' ') is [var kind, var day]
            ? Language.Format(Texts.DataOf, Phrases.Escape(kind), Phrases.Escape(day))
            : Phrases.Escape(source);
    }
}

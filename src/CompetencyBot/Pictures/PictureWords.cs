using System.Globalization;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Pictures;

/// <summary>What a picture shows, in words of the current language, for those who do not see it.</summary>
public static class PictureWords
{
    public static string Of(Picture picture, EditionSet editions)
    {
        ArgumentNullException.ThrowIfNull(editions);
        return picture switch
        {
            ProgressPicture progress => Of(progress, editions.Load(progress.EditionId)),
            TimelinePicture timeline => Of(timeline),
            _ => throw new InvalidOperationException($"Unknown picture {picture}."),
        };
    }

    public static string Month(DateOnly month) => month.ToString(PictureTexts.MonthFormat, CultureInfo.CurrentCulture);

    private static string Of(ProgressPicture picture, Edition edition)
    {
        var names = edition.Competencies.ToDictionary(competency => competency.Id, competency => Phrases.NameOf(competency.Names), StringComparer.Ordinal);
        return string.Join(PictureTexts.SentenceSeparator,
        [
            Language.Format(PictureTexts.AltProgress, Phrases.Date(picture.Today), picture.Rows.Count(row => row.Reached is not null), picture.Rows.Length),
            .. picture.Anniversary is { } day
                ? (IEnumerable<string>)[Language.Format(PictureTexts.AltThen, Phrases.Date(day), picture.Rows.Count(row => row.Then is not null))]
                : [],
            .. picture.Rows.Select(row => Of(row, names[row.CompetencyId], edition)),
        ]);
    }

    private static string Of(ProgressRow row, string name, Edition edition)
    {
        var reached = row.Reached is { } level ? Phrases.Of(level) : PictureTexts.NotYet;
        var line = BarScale.Of(row, edition).IsScore
            ? Language.Format(PictureTexts.AltPoints, name, row.Done, reached)
            : Language.Format(row.Done > 0 ? PictureTexts.AltOnTheWay : PictureTexts.AltRow, name, reached, row.Done);
        return row.Falls
            ? line + Language.Format(PictureTexts.AltFalls, row.Then is { } then ? Phrases.Of(then) : PictureTexts.NotYet)
            : line;
    }

    private static string Of(TimelinePicture picture) => string.Join(PictureTexts.SentenceSeparator,
    [
        PictureTexts.AltTimeline,
        .. picture.Lapses.Index().Where(month => month.Item > 0)
            .Select(month => Language.Format(PictureTexts.AltLapses, Month(picture.MonthAt(month.Index)), month.Item)),
        .. picture.Ends.Index().Where(month => month.Item > 0)
            .Select(month => Language.Format(PictureTexts.AltEnds, Month(picture.MonthAt(month.Index)), month.Item)),
        .. picture.Anniversary is { } day ? (IEnumerable<string>)[Language.Format(PictureTexts.AltAnniversary, Phrases.Date(day))] : [],
    ]);
}

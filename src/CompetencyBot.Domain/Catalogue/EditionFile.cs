using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace CompetencyBot.Domain.Catalogue;

/// <summary>Reads an edition file and refuses it whole when anything in it is wrong, unknown or not countable.</summary>
public static class EditionFile
{
    private const int LongestWaitInHours = 24 * 365;

    /// <param name="fileName">Name of the file, with or without its folder; the edition's id is the part before <c>.json</c>.</param>
    /// <exception cref="CatalogueException">The file is not an edition; says where and why.</exception>
    public static Edition Parse(Stream file, string fileName)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        var root = new Place(EditionText.Of(file, fileName), "$");
        return Read(root, Deserialize(root) ?? throw root.Refuse("is null"));
    }

    private static EditionJson? Deserialize(Place root)
    {
        if (!Utf8.IsValid(root.File.Json.Span))
            throw new CatalogueException(root.File.Name, 1, root.JsonPath, "is not written in UTF-8");
        try
        {
            return JsonSerializer.Deserialize(root.File.Json.Span, EditionJsonContext.Default.EditionJson);
        }
        catch (JsonException fault)
        {
            // The serializer appends path and line to its sentence, and names types that are no concern of whoever wrote the file.
            var sentence = fault.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0]
                .Replace($"{typeof(EditionJson).Namespace}.", "", StringComparison.Ordinal);
            throw new CatalogueException(
                root.File.Name, (int)(fault.LineNumber ?? 0) + 1, fault.Path ?? root.JsonPath, sentence, fault);
        }
    }

    private static Edition Read(Place root, EditionJson json)
    {
        var items = ItemReader.Read(root, json.Items);
        var programme = root.Choice(
            json.Programme, "programme", ("competencies", Programme.Competencies), ("solutionsPartner", Programme.SolutionsPartner));
        var test = Test(root.At("renewalTest"), root.Part(json.RenewalTest, "renewalTest"));
        var window = Window(root.At("purchaseWindow"), root.Part(json.PurchaseWindow, "purchaseWindow"));
        var edition = new Edition(
            Id(root, json),
            root.Text(json.Title, "title"),
            programme,
            root.Value(json.AppliesFrom, "appliesFrom"),
            json.AppliesTo,
            json.ReplacedBy is null ? null : root.Text(json.ReplacedBy, "replacedBy"),
            Wait(root, json.AssociationWaitHours),
            test,
            window,
            json.ReminderDays is { } days ? Reminders(root.At("reminderDays"), days, window) : Ladder.For(test, window),
            Sources(root, json.Sources),
            items,
            CompetencyReader.Read(root, json.Competencies, new LevelReader(programme, items)),
            [.. root.EachOrNone(json.Notes, "notes", Note)])
        {
            AssociationLimit = json.AssociationLimit is { } limit ? Limit(root.At("associationLimit"), limit) : null,
            MembershipFacts = MembershipFactReader.Read(root, json.MembershipFacts),
        };
        return edition.AppliesTo < edition.AppliesFrom ? throw root.At("appliesTo").Refuse("lies before appliesFrom") : edition;
    }

    private static string Id(Place root, EditionJson json)
    {
        var id = root.Text(json.Id, "id");
        return $"{id}.json" == Path.GetFileName(root.File.Name) ? id : throw root.At("id").Refuse($"'{id}' is not the name of the file");
    }

    private static TimeSpan Wait(Place root, int? hours) =>
        root.Value(hours, "associationWaitHours") is var wait and >= 0 and <= LongestWaitInHours
            ? TimeSpan.FromHours(wait)
            : throw root.At("associationWaitHours").Refuse($"is not between 0 and {LongestWaitInHours}");

    private static AssociationLimit Limit(Place place, AssociationLimitJson json) => new(
        Within(place, json.PerYear, "perYear", 1, 366),
        Within(place, json.DaysBetween, "daysBetween", 0, 366));

    private static int Within(Place place, int? number, string name, int least, int most) =>
        place.Value(number, name) is var value && value >= least && value <= most
            ? value
            : throw place.At(name).Refuse($"is not between {least} and {most}");

    private static RenewalTest Test(Place place, RenewalTestJson json) => (json.Kind, json) switch
    {
        ("onAnniversary", { FirstDay: null, LastDay: null, MonthsBefore: null }) => new RenewalTest.OnAnniversary(),
        ("anyDayInWindow", { FirstDay: >= -365 and { } first, LastDay: <= 0 and { } last, MonthsBefore: null }) when first <= last =>
            new RenewalTest.AnyDayInWindow(first, last),
        ("anyDayInMonths", { FirstDay: null, LastDay: null, MonthsBefore: >= 0 and <= 11 and { } months }) => new RenewalTest.AnyDayInMonths(months),
        _ => throw place.Refuse(
            "is one of {kind: onAnniversary}, {kind: anyDayInWindow, firstDay, lastDay} with -365 ≤ firstDay ≤ lastDay ≤ 0, "
            + "and {kind: anyDayInMonths, monthsBefore} with 0 ≤ monthsBefore ≤ 11"),
    };

    private static PurchaseWindow Window(Place place, PurchaseWindowJson json)
    {
        var window = new PurchaseWindow(place.Value(json.FirstDay, "firstDay"), place.Value(json.LastDay, "lastDay"));
        return window.FirstDay <= window.LastDay ? window : throw place.At("lastDay").Refuse("lies before firstDay");
    }

    private static Ladder Reminders(Place place, int[] days, PurchaseWindow window)
    {
        if (days.Length == 0)
            throw place.Refuse("is empty; without it the edition has the usual days");
        foreach (var (index, day) in days.Index())
            if (day is < -Ladder.Furthest or > Ladder.Furthest)
                throw place.At(index).Refuse($"is not between -{Ladder.Furthest} and {Ladder.Furthest}");
            else if (index > 0 && day <= days[index - 1])
                throw place.At(index).Refuse("does not come after the day before it");
            else if (day > Math.Max(0, window.LastDay))
                throw place.At(index).Refuse($"lies after the last day of the purchase window, {window.LastDay}");
        return new Ladder(days);
    }

    private static RuleNote Note(Place place, NoteJson json) =>
        new(place.Text(json.About, "about"), place.Text(json.Text, "text"), Source(place.At("source"), place.Part(json.Source, "source")));

    internal static ImmutableArray<Source> Sources(Place place, SourceJson?[]? json) => [.. place.Each(json, "sources", Source)];

    internal static Source Source(Place place, SourceJson json) =>
        new(place.Text(json.Repo, "repo"), place.Text(json.Path, "path"), place.Text(json.Commit, "commit"), place.Text(json.Date, "date"));
}

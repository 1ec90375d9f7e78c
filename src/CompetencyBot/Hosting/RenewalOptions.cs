using System.Globalization;
using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Timing;

namespace CompetencyBot.Hosting;

/// <summary>Settings <c>Renewal:*</c>: who is warned of risks, when and how often.</summary>
public sealed class RenewalOptions
{
    private const string Section = "Renewal";

    private const int MostDays = Domain.Catalogue.Ladder.Furthest;

    /// <summary>Longer than a year is never meant.</summary>
    private const int MostHours = MostDays * 24;

    private readonly List<string> _unreadable = [];

    /// <summary>
    /// Days after the anniversary, negative before it, on which an open risk is told again, in every edition; empty = each edition's own ladder.
    /// </summary>
    public IReadOnlyList<int> Ladder { get; set; } = [];

    /// <summary>The same for single editions, by edition id; goes before <see cref="Ladder"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> Ladders { get; set; } = new Dictionary<string, IReadOnlyList<int>>();

    /// <summary>Days before a certificate lapses on which its holder is told.</summary>
    public IReadOnlyList<int> HolderDays { get; set; } = [90, 60, 30, 7];

    /// <summary>Days before a certificate lapses on which the holder's manager is told.</summary>
    public IReadOnlyList<int> ManagerDays { get; set; } = [30, 7];

    /// <summary>Local time of the recipient, from and to, for example <c>09:00-17:00</c>; empty = at any time.</summary>
    public string WorkingHours { get; set; } = "09:00-17:00";

    /// <summary>Days of the week in English, three letters each, with commas or as a range.</summary>
    public string WorkingDays { get; set; } = "Mon-Fri";

    /// <summary>Folder of public calendars (iCalendar), one file per country, for example <c>TW.ics</c>; empty = no holidays.</summary>
    public string? HolidaysFolder { get; set; }

    /// <summary>So many days before the day that matters, messages no longer wait for working hours.</summary>
    public int UrgentWithinDays { get; set; } = 7;

    /// <summary>Hours within which somebody has to answer a warning before others are told; 0 = nobody else is told.</summary>
    public int AnswerWithinHours { get; set; } = 24;

    /// <summary>Admins who are told first, one after the other; empty = all admins at once.</summary>
    public IReadOnlyList<string> Recipients { get; set; } = [];

    /// <summary>Id of the channel or group chat that is told when no admin answers; empty = none.</summary>
    public string? FallbackConversation { get; set; }

    /// <summary>After so many days without anything new the data is stale.</summary>
    public int StaleAfterDays { get; set; } = 35;

    /// <summary>When people may be written to; null = at any time.</summary>
    public WorkingHours? Hours => string.IsNullOrWhiteSpace(WorkingHours) ? null : Timing.WorkingHours.Of(WorkingHours, WorkingDays);

    /// <summary>Text that cannot be read leaves the setting as it was and is one of the <see cref="Problems"/>.</summary>
    public void Read(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var section = settings.GetSection(Section);
        _unreadable.Clear();
        WorkingHours = section[nameof(WorkingHours)] ?? WorkingHours;
        // A list of days may also be written as other lists are.
        WorkingDays = SettingList.Of(section.GetSection(nameof(WorkingDays))) is { } days ? string.Join(',', days) : WorkingDays;
        HolidaysFolder = section[nameof(HolidaysFolder)];
        FallbackConversation = section[nameof(FallbackConversation)];
        UrgentWithinDays = Number(section.GetSection(nameof(UrgentWithinDays))) ?? UrgentWithinDays;
        AnswerWithinHours = Number(section.GetSection(nameof(AnswerWithinHours))) ?? AnswerWithinHours;
        StaleAfterDays = Number(section.GetSection(nameof(StaleAfterDays))) ?? StaleAfterDays;
        Recipients = SettingList.Of(section.GetSection(nameof(Recipients))) ?? [];
        Ladder = Numbers(section.GetSection(nameof(Ladder))) ?? [];
        HolderDays = Numbers(section.GetSection(nameof(HolderDays))) ?? HolderDays;
        ManagerDays = Numbers(section.GetSection(nameof(ManagerDays))) ?? ManagerDays;
        Ladders = section.GetSection(nameof(Ladders)).GetChildren()
            .Select(edition => (edition.Key, Days: Numbers(edition)))
            .Where(edition => edition.Days is not null)
            .ToDictionary(edition => edition.Key, edition => edition.Days!, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The rungs of an edition: the organisation's for it, else those for every edition, else its own.</summary>
    public Ladder LadderOf(Edition edition)
    {
        ArgumentNullException.ThrowIfNull(edition);
        return Ladders.GetValueOrDefault(edition.Id) is { Count: > 0 } own ? new Ladder(own)
            : Ladder.Count > 0 ? new Ladder(Ladder)
            : edition.Ladder;
    }

    /// <summary>Everything that is wrong with the settings and the calendars they name, a sentence each.</summary>
    /// <param name="known">Where a file of it is wrong, the edition that has a ladder may be the one that could not be read.</param>
    public IEnumerable<string> Problems(EditionReading known)
    {
        ArgumentNullException.ThrowIfNull(known);
        return
        [
            .. _unreadable,
            .. Ladders.Keys.Where(edition => known.Problems.Count == 0 && !known.Editions.Contains(edition)).Select(edition =>
                $"Renewal:Ladders names \"{edition}\", which is not an edition. There are: {string.Join(", ", known.Editions.Ids)}."),
            .. Outside(nameof(Ladder), -MostDays, MostDays, Ladder),
            .. Ladders.SelectMany(edition => Outside($"{nameof(Ladders)}:{edition.Key}", -MostDays, MostDays, edition.Value)),
            .. Outside(nameof(HolderDays), 0, MostDays, HolderDays),
            .. Outside(nameof(ManagerDays), 0, MostDays, ManagerDays),
            .. Outside(nameof(UrgentWithinDays), 0, MostDays, UrgentWithinDays),
            .. Outside(nameof(AnswerWithinHours), 0, MostHours, AnswerWithinHours),
            .. Outside(nameof(StaleAfterDays), 1, MostDays, StaleAfterDays),
            .. HoursProblems(),
            .. HolidayFolder.Problems(HolidaysFolder),
        ];
    }

    private IEnumerable<string> HoursProblems()
    {
        if (!string.IsNullOrWhiteSpace(WorkingHours) && Timing.WorkingHours.HoursOf(WorkingHours) is null)
            yield return $"Renewal:WorkingHours \"{WorkingHours}\" are not hours of one day such as 09:00-17:00; they cannot cross midnight.";
        if (Timing.WorkingHours.DaysOf(WorkingDays) is null)
            yield return $"Renewal:WorkingDays \"{WorkingDays}\" are not days of the week such as Mon-Fri or Sun,Mon,Tue.";
    }

    private static IEnumerable<string> Outside(string name, int least, int most, params IEnumerable<int> numbers) => numbers
        .Where(number => number < least || number > most)
        .Select(number => $"{Section}:{name} is {number.ToString(CultureInfo.InvariantCulture)}; it lies between {least} and {most}.");

    private int? Number(IConfigurationSection section) => string.IsNullOrWhiteSpace(section.Value) ? null : Number(section, section.Value);

    private IReadOnlyList<int>? Numbers(IConfigurationSection section) => SettingList.Of(section) is { } texts
        ? [.. texts.Select(text => Number(section, text)).OfType<int>()]
        : null;

    private int? Number(IConfigurationSection section, string text)
    {
        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
            return number;
        _unreadable.Add($"{section.Path}: \"{text}\" is not a whole number.");
        return null;
    }
}

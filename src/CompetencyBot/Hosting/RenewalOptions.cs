using System.Globalization;
using CompetencyBot.BotFramework.Hosting;

namespace CompetencyBot.Hosting;

/// <summary>Settings <c>Renewal:*</c>: who is warned of risks, when and how often.</summary>
public sealed class RenewalOptions
{
    private const string Section = "Renewal";

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

    public void Read(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var section = settings.GetSection(Section);
        WorkingHours = section[nameof(WorkingHours)] ?? WorkingHours;
        WorkingDays = section[nameof(WorkingDays)] ?? WorkingDays;
        HolidaysFolder = section[nameof(HolidaysFolder)];
        FallbackConversation = section[nameof(FallbackConversation)];
        UrgentWithinDays = section.GetValue(nameof(UrgentWithinDays), UrgentWithinDays);
        AnswerWithinHours = section.GetValue(nameof(AnswerWithinHours), AnswerWithinHours);
        StaleAfterDays = section.GetValue(nameof(StaleAfterDays), StaleAfterDays);
        Recipients = SettingList.Of(section.GetSection(nameof(Recipients))) ?? [];
        Ladder = Days(section.GetSection(nameof(Ladder))) ?? [];
        HolderDays = Days(section.GetSection(nameof(HolderDays))) ?? HolderDays;
        ManagerDays = Days(section.GetSection(nameof(ManagerDays))) ?? ManagerDays;
        Ladders = section.GetSection(nameof(Ladders)).GetChildren()
            .Select(edition => (edition.Key, Days: Days(edition)))
            .Where(edition => edition.Days is not null)
            .ToDictionary(edition => edition.Key, IReadOnlyList<int> (edition) => edition.Days!, StringComparer.OrdinalIgnoreCase);
    }

    private static List<int>? Days(IConfigurationSection section) => SettingList.Of(section) is not { } texts
        ? null
        : [.. texts.Select(text => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))];
}

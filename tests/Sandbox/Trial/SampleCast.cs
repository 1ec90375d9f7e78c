using CompetencyBot.Sandbox.Playground;

namespace CompetencyBot.Sandbox.Trial;

/// <summary>The people of the sample organisations who use the bot in the trial; the READMEs tell who they are.</summary>
public sealed class SampleCast
{
    public const string Organisation = "Contoso Consulting";
    public const string TimeZone = "Asia/Taipei";
    public const string EditionId = "docs-2017-12";
    public const string TenantId = "6a5e2f10-94b3-4c0e-8f57-2d1b7c3e9a44";

    // Half past nine in Taipei and the same day in London, 75 days before the sample's anniversary.
    public static readonly DateTimeOffset Morning = new(2018, 3, 1, 9, 30, 0, TimeSpan.FromHours(8));

    private static readonly string[] Extras = ["tsunghan.tsai@contoso.example", "kuanyu.chen@contoso.example", "kevin.liu@contoso.example"];

    private readonly IReadOnlyList<PlaygroundUser> _people;

    /// <param name="folder">Folder of a sample organisation.</param>
    public SampleCast(string folder) => _people = PlaygroundUser.ReadFrom(Path.Combine(folder, "people.csv"));

    public PlaygroundUser Employee => Find("grace.huang@contoso.example");

    public PlaygroundUser Manager => Find("david.wu@contoso.example");

    public PlaygroundUser Admin => Find("julia.novak@contoso.example");

    /// <summary>The worlds of the three Playgrounds: employee, manager, admin.</summary>
    public IReadOnlyList<PlaygroundWorld> Worlds =>
        [.. Protagonists.Select(user => new PlaygroundWorld(TenantId, user, [.. Protagonists.Except([user]), .. Extras.Select(Find)]))];

    private PlaygroundUser[] Protagonists => [Employee, Manager, Admin];

    private PlaygroundUser Find(string userPrincipalName) => _people.Single(person => person.UserPrincipalName == userPrincipalName);
}

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

    public const string UsualEmployee = "grace.huang";

    /// <summary>Of whom three stand around the protagonists; the last one where the employee is among the others.</summary>
    private static readonly string[] Extras = ["tsunghan.tsai", "kuanyu.chen", "kevin.liu", UsualEmployee];

    private readonly IReadOnlyList<PlaygroundUser> _people;

    /// <param name="folder">Folder of a sample organisation.</param>
    /// <param name="employee">A work address, or the part of it before the @.</param>
    /// <exception cref="UnknownEmployeeException">The sample has nobody of this address, or they are the manager or the admin.</exception>
    public SampleCast(string folder, string employee = UsualEmployee)
    {
        _people = PlaygroundUser.ReadFrom(PeopleFile.In(folder));
        (Manager, Admin) = (Find("david.wu")!, Find("julia.novak")!);
        Employee = Find(employee) ?? throw new UnknownEmployeeException(
            $"There is no \"{employee}\" in the sample organisation: give an address of its people.csv, for example yenting.liu.");
        if (Employee == Manager || Employee == Admin)
            throw new UnknownEmployeeException(
                $"{Employee.DisplayName} has a window already, as the {(Employee == Manager ? "manager" : "admin")}: choose somebody else.");
    }

    public PlaygroundUser Employee { get; }

    public PlaygroundUser Manager { get; }

    public PlaygroundUser Admin { get; }

    /// <summary>The worlds of the three Playgrounds: employee, manager, admin.</summary>
    public IReadOnlyList<PlaygroundWorld> Worlds =>
        [.. Protagonists.Select(user => new PlaygroundWorld(TenantId, user, [.. Protagonists.Except([user]), .. Others.Take(3)]))];

    private PlaygroundUser[] Protagonists => [Employee, Manager, Admin];

    private IEnumerable<PlaygroundUser> Others => Extras.Select(alias => Find(alias)!).Except(Protagonists);

    private PlaygroundUser? Find(string address) => _people.FirstOrDefault(person =>
        (address.Contains('@', StringComparison.Ordinal) ? person.UserPrincipalName : person.Alias).Equals(address, StringComparison.OrdinalIgnoreCase));
}

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>Why somebody was not added, or not quite; kept in the database by name, so never renamed.</summary>
public enum AddProblem
{
    // Of what was filled in.
    NoName,
    NameTooLong,
    NoAddress,
    NotAnAddress,
    NotAManager,
    NotACountry,
    NotALanguage,

    /// <summary>An earlier line has the same address.</summary>
    Repeated,

    /// <summary>The row cannot be split into the columns of the header.</summary>
    BadRow,

    // Of somebody who is known.
    InPeople,
    HasLeft,
    InDirectory,
    AddedBefore,

    /// <summary>The directory had the address when the person was to be created.</summary>
    Taken,

    // Of creating.
    NotPermitted,
    Refused,
    NotReached,
    SwitchedOff,

    /// <summary>The directory was told to, and did not say whether it has.</summary>
    PerhapsCreated,

    // Of somebody who was created.
    ManagerWaiting,
    ManagerUnknown,
    ManagerNotSet,
}
